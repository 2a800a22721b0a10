"""How long after a key the chat reacts, measured through a pseudo terminal at several lengths of the chat.

    python benchmarks/chat_latency.py [--keys 80]

`reaction` is the first byte the game writes after a digit was pressed, `painted` the moment when the new message with
its time stamp was written. Every action is on the disk before anything of it is painted. Goals: 200 messages: reaction
p50 16 ms, p99 45 ms; painted p50 55 ms, p99 110 ms; 1,000 messages against 50: painted at most 1.25 times.
"""

import argparse
import random
import statistics
import sys
import tempfile
from pathlib import Path

from terminal import Terminal

from game.engine import Deal, Session
from game.format.catalogue import Catalogue
from game.saves import Recording, open_saves
from game.ui.moments import clock

STORY = """\
story: endless
language: en
title: The Endless Chat
customer: {name: Ms Lin, mood: calm, portrait: woman-bun}
scenes:
  again:
    say: "Ms Lin: Yes, and there is one more thing I wanted to ask you about that coat of mine."
    choices:
      - id: one
        text: I see, please go on. I am writing it all down for you.
        effect: {stamina: 3, satisfaction: 1}
        go: again
      - {id: two, text: "Tell me more.", go: again}
      - {id: stop, text: "Goodbye."}
endings:
  - {id: end, grade: good, title: End, text: Bye.}
"""
PLAY = "from game.ui.app import run_app; from benchmark_services import services; run_app(services())"
SERVICES = """\
from pathlib import Path
from game.format.catalogue import Catalogue
from game.saves import open_saves
from game.ui.services import Services

def services():
    place = Path({place!r})
    return Services(Catalogue([place / "stories"]), open_saves(place / "saves"), language="en")
"""
WARM_UP = 10


def prepare(place: Path, messages: int) -> int:
    """Keep an unfinished chat of so many messages; return its number of actions."""
    story_folder = place / "stories" / "endless"
    story_folder.mkdir(parents=True)
    (story_folder / "story.yaml").write_text(STORY, encoding="utf-8")
    (place / "benchmark_services.py").write_text(SERVICES.format(place=str(place)), encoding="utf-8")
    story = Catalogue([place / "stories"]).load("endless").story
    assert story
    session = Session(story, Deal("default"))
    for _ in range(messages // 2):
        session.act("one")
    saves = open_saves(place / "saves")
    saves.set_setting("text_speed", "instant")
    Recording.begin(saves, session, "en")
    saves.close()
    return messages // 2


def measure(messages: int, keys: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds to the reaction and to the new message, key by key."""
    root = str(Path(__file__).resolve().parent.parent)
    with tempfile.TemporaryDirectory() as folder:
        actions = prepare(Path(folder), messages)
        environ = {"PYTHONPATH": f"{root}:{folder}"}
        with Terminal([sys.executable, "-c", PLAY], environ) as terminal:
            terminal.wait("Endless")
            terminal.read_for(0.5)
            terminal.press("c")
            terminal.wait("Tell me more")
            terminal.read_for(1.5)
            return _timed(terminal, actions, keys)


def _timed(terminal: Terminal, actions: int, keys: int) -> tuple[list[float], list[float]]:
    reactions, painted = [], []
    pause = random.Random(7)
    for number in range(keys + WARM_UP):
        stamp = f" {clock(actions + number + 1)} "
        pressed = terminal.press("1")
        first = terminal.wait()
        shown = terminal.wait(stamp)
        if number >= WARM_UP:
            reactions.append((first - pressed) * 1000)
            painted.append((shown - pressed) * 1000)
        terminal.read_for(pause.uniform(0.75, 0.85))
    return reactions, painted


def summary(values: list[float]) -> str:
    """Median and 99th percentile."""
    cut = statistics.quantiles(values, n=100, method="inclusive")
    return f"p50 {cut[49]:6.1f}  p99 {cut[98]:6.1f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keys", type=int, default=80)
    keys = parser.parse_args().keys
    medians = {}
    for messages in (50, 200, 1000):
        reactions, painted = measure(messages, keys)
        medians[messages] = statistics.median(painted)
        print(f"{messages:5} messages   reaction ms {summary(reactions)}   painted ms {summary(painted)}")
    print(f"1,000 against 50 messages, painted: {medians[1000] / medians[50]:.2f}")


if __name__ == "__main__":
    main()
