"""How long after a key the chat reacts, measured through a pseudo terminal at several lengths of the chat.

    python benchmarks/chat_latency.py [--keys 80]

`reaction` is the first byte the game writes after a digit was pressed, `painted` the moment when the new message with
its time stamp was written. Every action is on the disk before anything of it is painted. Goals: 200 messages: reaction
p50 16 ms, p99 45 ms; painted p50 55 ms, p99 110 ms; 1,000 messages against 50: painted at most 1.25 times.

`own` is `painted` without the time in which the game was ready to run but other programs had all processors: an outlier
that is not there was the machine's. With 20 keys p99 is next to the slowest key, so one such moment decides it.
"""

import argparse
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from terminal import Terminal

from game.engine import Deal, Session
from game.format.shelf.catalogue import Catalogue
from game.saves import open_saves
from game.saves.recording import Recording
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
from game.format.shelf.catalogue import Catalogue
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


class Chat:
    """A game with a chat of so many messages open in a terminal of its own, and how long its keys took, in ms."""

    def __init__(self, stack: ExitStack, messages: int) -> None:
        root = str(Path(__file__).resolve().parent.parent)
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        self._actions = prepare(Path(folder), messages)
        environ = {"PYTHONPATH": f"{root}:{folder}"}
        self._terminal = stack.enter_context(Terminal([sys.executable, "-c", PLAY], environ))
        self.reactions: list[float] = []
        self.painted: list[float] = []
        self.own: list[float] = []
        self._terminal.wait("Endless")
        self._terminal.read_for(1.5)
        self._terminal.press("c")
        self._terminal.wait("Tell me more")
        self._terminal.read_for(1.5)

    def reply(self, counts: bool, rest: float) -> None:
        """Press a digit, wait for the message that comes of it, then rest until the meters stand still."""
        self._actions += 1
        queued = self._terminal.queued()
        pressed = self._terminal.press("1")
        first = self._terminal.wait()
        shown = self._terminal.wait(f" {clock(self._actions)} ")
        queued = self._terminal.queued() - queued
        if counts:
            self.reactions.append((first - pressed) * 1000)
            self.painted.append((shown - pressed) * 1000)
            self.own.append(self.painted[-1] - queued)
        self._terminal.read_for(rest)


def measure(lengths: Sequence[int], keys: int) -> dict[int, Chat]:
    """Measure chats of these lengths in turns, so that whatever else the machine does hits all alike."""
    pause = random.Random(7)
    with ExitStack() as stack:
        chats = {messages: Chat(stack, messages) for messages in lengths}
        for number in range(keys + WARM_UP):
            for chat in chats.values():
                chat.reply(number >= WARM_UP, pause.uniform(0.75, 0.85))
    return chats


def summary(values: list[float]) -> str:
    """Median and 99th percentile."""
    cut = statistics.quantiles(values, n=100, method="inclusive")
    return f"p50 {cut[49]:6.1f}  p99 {cut[98]:6.1f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keys", type=int, default=80)
    keys = parser.parse_args().keys
    chats = measure((50, 200, 1000), keys)
    for messages, chat in chats.items():
        figures = {"reaction": chat.reactions, "painted": chat.painted, "own": chat.own}
        print(f"{messages:5} messages, ms", *(f"  {name} {summary(values)}" for name, values in figures.items()))
    ratio = statistics.median(chats[1000].painted) / statistics.median(chats[50].painted)
    print(f"1,000 against 50 messages, painted: {ratio:.2f}")


if __name__ == "__main__":
    main()
