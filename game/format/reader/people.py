"""Who is in the chat, what can be known, and how it can be dealt: everything of a story but its scenes and endings."""

from collections.abc import Iterator

from game.format.grammar.fields import CARD, COUNTER, CUSTOMER, START, THOUGHT, VARIANT
from game.format.reader.reading import Reader, Values
from game.format.yaml.nodes import Mapping, Node, Scalar
from game.story import DEFAULT_VARIANT, Card, Counter, Customer, Thought, Variant

LARGEST_COUNTER = 20
"""Values of one counter; every one multiplies the states that must be proved."""


def named_parts(reader: Reader, node: Node, kind: str) -> Iterator[tuple[str, Node]]:
    """Yield the ids of a mapping of ids with what they hold; the ids are recorded as names of that kind."""
    if type(node) is not Mapping:
        # Where blocks were broken, what remains of a group may be its name alone.
        if not (reader.lost and type(node) is Scalar and not node.value):
            reader.wrong_kind(node, "mapping")
        return
    for key, part in node.pairs:
        if key.style not in ("alias", "refused") and (id := reader.name(kind, key)) is not None:
            yield id, part


def build_customer(reader: Reader, node: Node) -> Customer | None:
    """Return the customer, None where the name or mood is missing."""
    values = reader.values(node, CUSTOMER)
    if values is None or "name" not in values or "mood" not in values:
        return None
    return Customer(**values)


def customer_name(node: Node) -> str:
    """Return the customer's name even where the rest of the customer is wrong, so that lines find their speaker."""
    pairs = node.pairs if type(node) is Mapping else []
    return next((part.value.strip() for key, part in pairs if key.value == "name" and type(part) is Scalar), "")


def build_start(reader: Reader, node: Node) -> Values:
    """Return the meters that are given, by name."""
    values = reader.values(node, START) or {}
    shop = values.get("shop", 0)
    if shop % 10:
        reader.problems.at("shop-in-tens", node.start, node.end, number=shop)
    return values


def build_variants(reader: Reader, node: Node) -> tuple[Variant, ...]:
    """Return the ways in which the story can be dealt."""
    variants = []
    for id, part in named_parts(reader, node, "variant"):
        values = reader.values(part, VARIANT) or {}
        start = values.pop("start", None)
        meters = build_start(reader, start) if start is not None else {}
        variants.append(Variant(id, **values, **meters))
    return tuple(variants) or (Variant(DEFAULT_VARIANT),)


def build_counters(reader: Reader, node: Node) -> tuple[Counter, ...]:
    """Return the counters, each in its short form `0..3` or its long one."""
    counters = (_counter(reader, id, part) for id, part in named_parts(reader, node, "counter"))
    return tuple(counter for counter in counters if counter is not None)


def _counter(reader: Reader, id: str, node: Node) -> Counter | None:
    if type(node) is Scalar:
        lowest, dots, highest = node.value.partition("..")
        if not (dots and _is_number(lowest) and _is_number(highest)):
            reader.problems.on("bad-counter", node, word=node.value)
            return None
        return _bounded(reader, Counter(id, int(lowest), int(highest), int(lowest)), node)
    values = reader.values(node, COUNTER)
    if values is None or "from" not in values or "to" not in values:
        return None
    lowest_first: Values = {"start": values["from"], **values}
    return _bounded(reader, Counter(id, values["from"], values["to"], lowest_first["start"]), node)


def _bounded(reader: Reader, counter: Counter, node: Node) -> Counter | None:
    size = counter.highest - counter.lowest
    if counter.lowest <= counter.start <= counter.highest and 0 < size < LARGEST_COUNTER:
        return counter
    reader.problems.at("bad-counter", node.start, node.end, word=f"{counter.lowest}..{counter.highest}")
    return None


def _is_number(text: str) -> bool:
    digits = text.strip().removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) <= 3


def build_promises(reader: Reader, node: Node) -> dict[str, str]:
    """Return the words of each promise by id."""
    told = ((id, reader.tell("promise", part)) for id, part in named_parts(reader, node, "promise"))
    return {id: words or "" for id, words in told}


def build_cards(reader: Reader, node: Node) -> dict[str, Card]:
    """Return what can be looked up, by id."""
    cards: dict[str, Card] = {}
    for id, part in named_parts(reader, node, "card"):
        values = reader.values(part, CARD) or {}
        cards[id] = Card(id, values.get("title", ""), values.get("text", ""))
    return cards


def build_thoughts(reader: Reader, node: Node) -> dict[str, Thought]:
    """Return the thoughts to choose from when reframing, by id."""
    thoughts: dict[str, Thought] = {}
    for id, part in named_parts(reader, node, "thought"):
        values = reader.values(part, THOUGHT) or {}
        if "text" in values and "kind" in values:
            thoughts[id] = Thought(id, values["text"], values["kind"], values.get("why", ""))
    return thoughts
