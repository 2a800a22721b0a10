"""The format as one table: every key, what it takes, what it means when left out.

The reader, the formatter and the editors' schema all work from these definitions, so they cannot disagree. What a key
is for is told by the message `schema.SHAPE.KEY` in both languages.
"""

from dataclasses import dataclass
from typing import Literal

from game.story import GRADES, MOODS, SLIPS, TECHNIQUES, THOUGHT_KINDS, TRAITS

Kind = Literal["text", "id", "ids", "word", "words", "number", "flag", "condition", "lines", "names", "date", "part"]
"""What a key takes. A `part` is a mapping or list with a shape of its own, built by its own function."""

Holds = Literal["one", "map", "list"]


@dataclass(frozen=True, slots=True)
class Field:
    """One key. `names` says what the ids of an `id` or `ids` key refer to: a reference if set, else a new name."""

    key: str
    kind: Kind
    required: bool = False
    allowed: tuple[str, ...] = ()
    lowest: int = 0
    highest: int = 100
    most: int = 0
    """The greatest number of items in a list; 0 for no limit."""
    names: str = ""
    cells: int = 0
    """The width up to which a text fits an 80 x 24 screen; 0 for no limit."""
    shape: str = ""
    """The shape of a part or of the mappings among lines."""
    holds: Holds = "one"
    """Whether the part is one such mapping, several by their ids, or a list of them."""
    default: str = ""
    """What leaving the key out means, as written in a file; empty where it means nothing."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys that may stand in one kind of mapping, in the order in which `steady fmt` writes them."""

    name: str
    fields: dict[str, Field]


def _shape(name: str, *fields: Field) -> Shape:
    return Shape(name, {field.key: field for field in fields})


STORY = _shape(
    "story",
    Field("story", "id", required=True),
    Field("language", "word", required=True, allowed=("zh-CN", "en")),
    Field("title", "text", required=True, cells=48),
    Field("summary", "text", cells=140),
    Field("level", "number", lowest=1, highest=3, default="1"),
    Field("place", "number", lowest=1, highest=99, default="99"),
    Field("teaches", "ids"),
    Field("checked_on", "date"),
    Field("customer", "part", shape="customer", required=True),
    Field("cast", "names"),
    Field("start", "part", shape="start"),
    Field("at_fault", "condition", default="false"),
    Field("facts", "ids"),
    Field("counters", "part", shape="counter", holds="map"),
    Field("promises", "part", holds="map"),
    Field("variants", "part", shape="variant", holds="map"),
    Field("cards", "part", shape="card", holds="map"),
    Field("thoughts", "part", shape="thought", holds="map"),
    Field("scenes", "part", shape="scene", holds="map", required=True),
    Field("endings", "part", shape="ending", holds="list", required=True),
    Field("rule", "text", cells=240),
    Field("goal", "text", cells=240),
    Field("checks", "part", shape="check", holds="list"),
)

CUSTOMER = _shape(
    "customer",
    Field("name", "text", required=True, cells=24),
    Field("mood", "word", required=True, allowed=MOODS),
    Field("portrait", "id"),
    Field("about", "text", cells=240),
    Field("hidden", "text"),
    Field("traits", "words", allowed=TRAITS),
)

START = _shape(
    "start",
    Field("satisfaction", "number"),
    Field("stamina", "number", default="80"),
    Field("shop", "number", default="100"),
)

VARIANT = _shape(
    "variant",
    Field("facts", "ids", names="fact"),
    Field("mood", "word", allowed=MOODS),
    Field("start", "part", shape="start"),
    Field("about", "text"),
    Field("hidden", "text"),
)

COUNTER = _shape(
    "counter",
    Field("from", "number", required=True, lowest=-100),
    Field("to", "number", required=True, lowest=-100),
    Field("start", "number", lowest=-100),
)

CARD = _shape("card", Field("title", "text", required=True, cells=20), Field("text", "text", required=True, cells=800))

THOUGHT = _shape(
    "thought",
    Field("text", "text", required=True, cells=140),
    Field("kind", "word", required=True, allowed=THOUGHT_KINDS),
    Field("why", "text"),
)

SCENE = _shape(
    "scene",
    Field("act", "number", lowest=1, highest=3, default="1"),
    Field("say", "lines", shape="line", holds="list"),
    Field("abuse", "condition", default="false"),
    Field("care", "flag", default="true"),
    Field("hint", "text", cells=240),
    Field("breaks", "ids", names="promise"),
    Field("choices", "part", shape="choice", holds="list"),
    Field("next", "part", shape="route", holds="list"),
)

LINE = _shape(
    "line",
    Field("if", "condition"),
    Field("say", "lines", shape="line", holds="list"),
    Field("insult", "lines", shape="line", holds="list"),
    Field("softer", "lines", shape="line", holds="list"),
    Field("else", "lines", shape="line", holds="list"),
)

CHOICE = _shape(
    "choice",
    Field("id", "id", required=True),
    Field("text", "text", required=True),
    Field("quiet", "flag", default="false"),
    Field("if", "condition"),
    Field("needs", "condition"),
    Field("locked", "text", cells=120),
    Field("once", "flag", default="false"),
    Field("uses", "words", allowed=TECHNIQUES, most=2),
    Field("slip", "word", allowed=SLIPS),
    Field("concrete", "flag", default="false"),
    Field("warm", "flag", default="false"),
    Field("emoji", "flag", default="false"),
    Field("cold", "flag", default="false"),
    Field("about", "word", allowed=("price", "quality")),
    Field("demanding", "flag", default="false"),
    Field("at_fault", "condition"),
    Field("effect", "part", shape="effect"),
    Field("set", "ids", names="fact"),
    Field("opens", "ids", names="promise"),
    Field("keeps", "ids", names="promise"),
    Field("breaks", "ids", names="promise"),
    Field("slips", "ids", names="promise"),
    Field("reply", "lines", shape="line", holds="list"),
    Field("why", "text", cells=480),
    Field("go", "id", names="scene"),
)

EFFECT = _shape(
    "effect",
    Field("satisfaction", "number", lowest=-100),
    Field("heat", "number", lowest=-11, highest=11),
    Field("stamina", "number", lowest=-100),
    Field("shop", "number", lowest=-100),
)

ROUTE = _shape("route", Field("if", "condition"), Field("go", "id", required=True, names="scene"))

ENDING = _shape(
    "ending",
    Field("id", "id", required=True),
    Field("grade", "word", allowed=GRADES),
    Field("when", "condition"),
    Field("title", "text", required=True, cells=48),
    Field("text", "text", required=True, cells=800),
)

CHECK = _shape(
    "check",
    Field("play", "part", holds="list", required=True),
    Field("ends", "id", names="ending"),
    Field("never ends", "id", names="ending"),
    Field("can end", "id", names="ending"),
)

SHAPES = (STORY, CUSTOMER, START, VARIANT, COUNTER, CARD, THOUGHT, SCENE, LINE, CHOICE, EFFECT, ROUTE, ENDING, CHECK)
"""Every shape of the format."""

SHAPE_BY_NAME = {shape.name: shape for shape in SHAPES}

KEYS = frozenset(key for shape in SHAPES for key in shape.fields)
"""Every word that stands before a colon somewhere."""
