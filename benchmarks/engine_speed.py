"""How fast the engine plays: random plays with every text assembled, headless.

The story has the shape on which other engines were measured: 73 scenes with four replies each, about 22 replies a play;
techniques, conditions, facts and conditional lines as in the shipped stories. Each figure is the median of five rounds,
printed beside a fixed loop of plain Python in the same round, so that runs on different machines can be compared.

    python benchmarks/engine_speed.py
"""

import random
import statistics
import time
from pathlib import Path

from game.engine import Deal, Session, start, step, view
from game.format.read import read_story
from game.story import Choice, Compare, Customer, Ending, Fact, Line, Route, Scene, Story

SCENES, REPLIES, PLAYS, ROUNDS = 73, 4, 400, 5
WORDS = "袖口两根线头，颜色也跟图上不一样，您先别急，我看一下订单再跟您说。"
USES = (("NAME", "LISTEN"), ("OPTIONS",), ("EXPLAIN",), ())
SLIPS = (None, None, None, "TEMPLATE")


def made_up() -> Story:
    """A story whose replies lead one to six scenes on, so that a play takes about 22 of them."""
    dice = random.Random(11)
    scenes = {f"s{place}": _scene(place, dice) for place in range(SCENES)}
    endings = (
        Ending("walk-out", "bad", "走了", WORDS),
        Ending("hand-over", "mixed", "交班", WORDS),
        Ending("good", "good", "好聚好散", WORDS, Compare("satisfaction", ">=", 60)),
        Ending("end", "mixed", "结束", WORDS),
    )
    return Story(
        "made-up", "zh-CN", "测速", Customer("顾女士", "anxious"), scenes, endings, facts=("known", "told"),
    )  # fmt: skip


def _scene(place: int, dice: random.Random) -> Scene:
    say = tuple(Line(WORDS, "顾女士", "customer", Fact("known")) if n == 1 else Line(WORDS) for n in range(3))
    return Scene(
        f"s{place}", 2, say, choices=tuple(_choice(place, n, dice) for n in range(REPLIES)), next=(Route("END"),)
    )


def _choice(place: int, number: int, dice: random.Random) -> Choice:
    target = place + dice.randint(1, 6)
    return Choice(
        f"c{place}-{number}",
        WORDS,
        when=Fact("known") if number == 2 else Compare("stamina", ">=", 0),
        uses=USES[number],  # type: ignore[arg-type]
        slip=SLIPS[number],  # type: ignore[arg-type]
        concrete=number == 0,
        sets=("known",) if dice.random() < 0.5 else (),
        reply=(Line(WORDS, "顾女士", "customer"),),
        go=f"s{target}" if target < SCENES else "END",
    )


def play_all(story: Story, plays: int) -> tuple[int, int]:
    """Random plays; returns the replies taken and the characters assembled."""
    dice, replies, characters = random.Random(3), 0, 0
    variants = [variant.id for variant in story.variants]
    for number in range(plays):
        state, outcome = start(story, variants[number % len(variants)])
        while state.ending is None:
            shown = view(story, state, number % 8)
            characters += sum([len(option.choice.text) for option in shown.options])
            open_ = [option.choice.id for option in shown.options if option.lock is None]
            state, outcome = step(story, state, dice.choice(open_))
            replies += 1
            characters += len("\n".join([*outcome.said, *[line.text for line in outcome.lines]]))
    return replies, characters


def plain_loop() -> float:
    """Seconds of a fixed piece of plain Python."""
    began = time.perf_counter()
    total = 0
    for number in range(1_000_000):
        total += number * number
    return time.perf_counter() - began


def measure(story: Story, plays: int) -> None:
    replies, _ = play_all(story, plays)
    rounds, loops = [], []
    for _ in range(ROUNDS):
        loops.append(plain_loop())
        began = time.perf_counter()
        play_all(story, plays)
        rounds.append(time.perf_counter() - began)
    seconds, loop = statistics.median(rounds), statistics.median(loops)
    print(
        f"{story.id:18} {replies / plays:5.1f} replies a play {replies / seconds:9,.0f} choices/s"
        f" {plays / seconds:7,.0f} plays/s {loop / seconds * replies:6,.0f} choices in a loop of {loop * 1000:.0f} ms"
    )


def turn_times(story: Story) -> None:
    """One turn of a session, as a front end takes it: the slow ones too."""
    times = []
    for number in range(200):
        session = Session(story, Deal(story.variants[0].id, number))
        dice = random.Random(number)
        while not session.state.ended:
            open_ = [option.id for option in session.view.options if not option.locked]
            began = time.perf_counter()
            session.act(dice.choice(open_))
            times.append(time.perf_counter() - began)
    times.sort()
    middle, slow = times[len(times) // 2], times[-len(times) // 100]
    print(f"{story.id:18} one turn: p50 {middle * 1000:.3f} ms, p99 {slow * 1000:.3f} ms")


def main() -> None:
    stories = [made_up()]
    for folder in sorted((Path(__file__).parent.parent / "stories").iterdir()):
        story = read_story(folder).story if folder.is_dir() else None
        stories += [story] if story else []
    for story in stories:
        measure(story, PLAYS)
    turn_times(stories[0])


if __name__ == "__main__":
    main()
