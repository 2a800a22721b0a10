"""Every name that a story uses must exist in it."""

from game.format.grammar.conditions import METERS
from game.format.reader.endings import BUILT_IN_THOUGHTS
from game.format.reader.reading import Reader, Reference
from game.story import BUILT_IN_ENDINGS, END, Story

CARE_ACTIONS = ("care:breathe", "care:ask")


def check_references(reader: Reader) -> None:
    """Record every name that nothing has."""
    known: dict[str, set[str]] = {"scene": {END}, "ending": set(BUILT_IN_ENDINGS)}
    for kind, id in reader.places:
        known.setdefault(kind, set()).add(id)
    known.setdefault("thought", set(BUILT_IN_THOUGHTS))
    for reference in reader.references:
        if reference.kind == "action":
            _check_action(reader, reference, known)
        elif reference.kind == "number":
            _check_number(reader, reference, known)
        elif reference.id not in known.get(reference.kind, ()):
            _unknown(reader, reference, reference.kind, reference.id, known)


def check_use(reader: Reader, story: Story) -> None:
    """Record facts that are asked for and never set, and promises that are kept or broken and never opened."""
    if reader.lost:
        return
    choices = story.choices.values()
    facts = {fact for choice in choices for fact in choice.sets} | {f for v in story.variants for f in v.facts}
    opened = {promise for choice in choices for promise in choice.promises.opens}
    for (kind, id), node in reader.places.items():
        if kind == "fact" and id not in facts:
            reader.problems.on("fact-never-set", node, id=id)
        elif kind == "promise" and id not in opened:
            reader.problems.on("promise-never-opened", node, id=id)


def _check_number(reader: Reader, reference: Reference, known: dict[str, set[str]]) -> None:
    bounds = METERS.get(reference.id)
    if bounds is None:
        if reference.id not in known.get("counter", ()):
            meters = known.get("counter", set()) | METERS.keys()
            _unknown(reader, reference, "counter", reference.id, {"counter": meters})
    elif reference.value is not None and not bounds[0] <= reference.value <= bounds[1]:
        values = {"number": reference.value, "key": reference.id, "lowest": bounds[0], "highest": bounds[1]}
        reader.problems.within("number-out-of-range", reference.node, reference.offset, len(reference.id), **values)


def _check_action(reader: Reader, reference: Reference, known: dict[str, set[str]]) -> None:
    action = reference.id
    if action in CARE_ACTIONS:
        return
    if action.startswith("card:"):
        _check_inner(reader, reference, "card", action.removeprefix("card:"), known)
    elif action.startswith("care:reframe:"):
        _check_inner(reader, reference, "thought", action.removeprefix("care:reframe:"), known)
    elif action not in known.get("choice", ()):
        prefixed = {f"card:{card}" for card in known.get("card", ())} | set(CARE_ACTIONS)
        _unknown(reader, reference, "choice", action, {"choice": known.get("choice", set()) | prefixed})


def _check_inner(reader: Reader, reference: Reference, kind: str, id: str, known: dict[str, set[str]]) -> None:
    if id not in known.get(kind, ()):
        _unknown(reader, reference, kind, id, known)


def _unknown(reader: Reader, reference: Reference, kind: str, id: str, known: dict[str, set[str]]) -> None:
    if id in reader.lost:
        return
    meant = reader.problems.guess(id, known.get(kind, ()))
    code = f"unknown-{kind}"
    if reference.offset or reference.node.value != reference.id:
        reader.problems.within(code, reference.node, reference.offset, len(reference.id), id=id, guess=meant)
    else:
        reader.problems.on(code, reference.node, id=id, guess=meant)
