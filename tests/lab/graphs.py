"""Solved stories made by hand: what a solver would say of them, without solving."""

from collections.abc import Mapping

from game.analysis.facts import Analysis, DealSize, EndingFacts, Flow, Play, Proof
from game.story import Choice, Customer, Ending, Line, Scene, Story

Ways = Mapping[tuple[str, str, str], float]
"""Scene, reply, target: share."""


def story(
    scenes: Mapping[str, tuple[str, ...]], endings: tuple[Ending, ...] | None = None, title: str = "The Coat"
) -> Story:
    """A story of scenes with these replies; it can end well, badly, or at an empty meter."""
    made = {
        id: Scene(
            id,
            say=(Line(f"Words of {id}", "Ms Gu", "customer"),),
            choices=tuple(Choice(choice, f"Text of {choice}") for choice in choices),
        )
        for id, choices in scenes.items()
    }
    return Story("coat", "en", title, Customer("Ms Gu", "anxious"), made, ENDINGS if endings is None else endings)


ENDINGS = (
    Ending("walk-out", "bad", "Gone", "."),
    Ending("hand-over", "mixed", "Over to Zhou", "."),
    Ending("kept", "best", "She keeps it", "."),
    Ending("sent-back", "bad", "It comes back", "."),
)


def solved(of: Story, ways: Ways, lost: tuple[str, ...] = (), closed: bool = True) -> Analysis:
    """What is known of a story in which players go these ways; `lost` names scenes and endings nobody gets to."""
    coming = {ending.id: 0.0 for ending in of.endings}
    for (_, _, target), share in ways.items():
        if target.startswith("endings."):
            coming[target.removeprefix("endings.")] = coming.get(target.removeprefix("endings."), 0) + share
    return Analysis(
        "0" * 16,
        1,
        (DealSize("default", 1234, 5678, 0.1, closed),),
        tuple(Proof("reachable", f"scenes.{id}", "violated" if id in lost else "proved") for id in of.scenes),
        tuple(
            EndingFacts(id, of.ending(id).grade, "violated", None, (), None, None, 0.0)
            if id in lost
            else EndingFacts(
                id, of.ending(id).grade, "proved", Play("default", ("a", "b")), ("default",), 900, 100, share
            )
            for id, share in coming.items()
        ),
        (),
        tuple(Flow(*way, share) for way, share in ways.items()),
        950,
        10,
    )


COAT = story({"opening": ("name", "argue", "wait"), "offer": ("refund", "shrug"), "attic": ("peek",)})
COAT_WAYS: Ways = {
    ("opening", "name", "offer"): 0.4,
    ("opening", "argue", "offer"): 0.3,
    ("opening", "wait", "opening"): 0.2,
    ("opening", "argue", "endings.walk-out"): 0.3,
    ("offer", "refund", "endings.kept"): 0.004,
    ("offer", "shrug", "endings.sent-back"): 0.696,
    ("offer", "shrug", "opening"): 0.0,
}
COAT_SOLVED = solved(COAT, COAT_WAYS, lost=("attic", "hand-over"))

HOSTILE = (
    '"]; rm --> <b>x</b> & "}',
    "a\\",
    "%% {{#quot;}}",
    "subgraph end style x:#f00;",
    "<img src=x onerror=alert(1)>",
    "line one\nline two]",
    "`md` **b** $$x$$ [[u|v]]",
    "--> n1 & n2 ::: bad",
    "\u202eevil\x1b[2J\ufffe",
    "{label=<B>}",
)


def hostile() -> tuple[Story, Analysis]:
    """A story in which every id, title and text means to be markup."""
    ids = [f"{text}{number}" for number, text in enumerate(HOSTILE)]
    endings = tuple(Ending(f"e{text}", "good", text, ".") for text in HOSTILE)
    made = story({id: (f"r{id}",) for id in ids}, endings, title=HOSTILE[0] + HOSTILE[4])
    ways = {(id, f"r{id}", ids[place + 1] if place + 1 < len(ids) else f"endings.{endings[0].id}"): 1.0
            for place, id in enumerate(ids)}  # fmt: skip
    return made, solved(made, ways)
