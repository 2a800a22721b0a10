"""Conditions in words: `satisfaction >= 60 and knows_friday and not used rush`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from game.format.grammar.words import RESERVED, is_id
from game.format.problems.guess import guess
from game.story import (
    MOODS,
    PROMISE_STATES,
    All,
    Any_,
    Compare,
    Condition,
    Fact,
    Flag,
    Heard,
    MoodIs,
    Not,
    PromiseIs,
    Read,
    Used,
)
from game.story.condition import Comparison

DEEPEST = 30
"""Brackets within brackets; nobody who reads a condition aloud gets past three."""
_Word = TypeVar("_Word", bound=str)
LONGEST = 1000
"""Characters; a longer condition is no condition that anyone wrote."""
COMPARISONS: tuple[Comparison, ...] = get_args(Comparison)
METERS = {"satisfaction": (0, 100), "stamina": (0, 100), "shop": (0, 100), "strikes": (0, 2)}
"""What every story can compare, with its bounds."""

_TOKEN = re.compile(r"[()（）]|[<>=!≥≤＞＜＝]+|&&|\|\||[^\s()（）<>=!≥≤＞＜＝&|]+|[&|]")
_MEANT = {
    "&&": "and", "&": "and", "AND": "and", "And": "and", "且": "and", "并且": "and", "和": "and",
    ",": "and", "，": "and",
    "||": "or", "|": "or", "OR": "or", "Or": "or", "或": "or", "或者": "or",
    "!": "not", "NOT": "not", "Not": "not", "非": "not", "不": "not", "没有": "not",
    "==": "=", "=>": ">=", "=<": "<=", "≥": ">=", "≤": "<=", "＞": ">", "＜": "<", "＝": "=",
    "＞＝": ">=", "＜＝": "<=",
    "（": "(", "）": ")",
}  # fmt: skip
"""What people type for the words of the format."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong in a condition, `offset` characters from its start."""

    code: str
    offset: int
    length: int
    values: tuple[tuple[str, str], ...] = ()


MentionKind = Literal["fact", "number", "choice", "card", "promise"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name used in a condition, to be looked up when the whole story has been read."""

    kind: MentionKind
    id: str
    offset: int
    value: int | None = None
    """What a number is compared with."""
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A condition read: its value (None after a mistake), the names it mentions and at most one mistake."""

    condition: Condition | None
    mentions: tuple[Mention, ...] = ()
    mistake: Mistake | None = None


class _Wrong(Exception):
    def __init__(self, mistake: Mistake) -> None:
        self.mistake = mistake


def parse_condition(text: str) -> Parsed:
    """Return the condition that the words say. Never raises; a mistake is part of the answer."""
    if len(text) > LONGEST:
        return Parsed(None, (), Mistake("condition-too-deep", 0, 1))
    parser = _Parser(text)
    try:
        condition = parser.whole()
    except _Wrong as wrong:
        return Parsed(None, tuple(parser.mentions), wrong.mistake)
    return Parsed(condition, tuple(parser.mentions))


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [(match.group(), match.start()) for match in _TOKEN.finditer(text)]
        self.at = 0
        self.depth = 0
        self.negated = False
        self.mentions: list[Mention] = []

    def whole(self) -> Condition:
        condition = self.either()
        if self.at < len(self.tokens):
            raise self.wrong("condition-and-missing")
        return condition

    def either(self) -> Condition:
        parts = self.joined("or", self.both)
        return parts[0] if len(parts) == 1 else Any_(_flat(parts, Any_))

    def both(self) -> Condition:
        parts = self.joined("and", self.single)
        return parts[0] if len(parts) == 1 else All(_flat(parts, All))

    def joined(self, word: str, part: Callable[[], Condition]) -> list[Condition]:
        parts = [part()]
        while self.peek() == word:
            self.at += 1
            parts.append(part())
        return parts

    def single(self) -> Condition:
        word = self.peek()
        if word == "not":
            return self.inner(self.negation)
        if word == "(":
            return self.inner(self.bracket)
        return self.statement()

    def inner(self, part: Callable[[], Condition]) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.wrong("condition-too-deep")
        self.at += 1
        condition = part()
        self.depth -= 1
        return condition

    def negation(self) -> Condition:
        before, self.negated = self.negated, True
        part = self.single()
        self.negated = before
        return Not(part)

    def bracket(self) -> Condition:
        opened = self.at - 1
        condition = self.either()
        if self.peek() != ")":
            self.at = opened if self.at >= len(self.tokens) else self.at
            raise self.wrong("condition-bracket")
        self.at += 1
        return condition

    def statement(self) -> Condition:
        word = self.take()
        if word in ("true", "false"):
            return Flag(word == "true")
        if word == "heard":
            return Heard()
        if word == "mood":
            return self.mood()
        if word == "used":
            return Used(self.name("choice"))
        if word == "read":
            return Read(self.name("card"))
        if word == "promise":
            return self.promise()
        if (self.peek() or " ")[0] in "<>=!≥≤＞＜＝":
            return self.comparison(word)
        return self.fact(word)

    def fact(self, word: str) -> Condition:
        self.at -= 1
        if word in METERS:
            raise self.wrong("condition-comparison", word=word)
        if word in RESERVED or word in COMPARISONS or not is_id(word):
            raise self.wrong("condition-word", word=word, guess=_MEANT.get(word, ""))
        self.mention("fact", word)
        self.at += 1
        return Fact(word)

    def comparison(self, word: str) -> Condition:
        sign = self.take()
        if sign not in COMPARISONS:
            self.at -= 1
            raise self.wrong("condition-sign", word=sign, guess=_MEANT.get(sign, ""))
        number = self.peek() or ""
        digits = number.removeprefix("-")
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= 6):
            raise self.wrong("condition-number", word=number or sign)
        self.at -= 2
        self.mention("number", word, int(number))
        self.at += 3
        return Compare(word, sign, int(number))

    def mood(self) -> Condition:
        word = self.take()
        if word == "is":
            mood = self.one_of(MOODS)
            return MoodIs(mood, mood)
        if word == "at":
            bound = self.one_of(("least", "most"))
            mood = self.one_of(MOODS)
            return MoodIs(mood, MOODS[-1]) if bound == "least" else MoodIs(MOODS[0], mood)
        self.at -= 1
        raise self.wrong("condition-mood", word=word)

    def promise(self) -> Condition:
        id = self.name("promise")
        self.one_of(("is",))
        return PromiseIs(id, self.one_of(PROMISE_STATES))

    def name(self, kind: Literal["choice", "card", "promise"]) -> str:
        word = self.take()
        self.at -= 1
        if not is_id(word):
            raise self.wrong("condition-word", word=word, guess="")
        self.mention(kind, word)
        self.at += 1
        return word

    def one_of(self, words: tuple[_Word, ...]) -> _Word:
        word = self.take()
        for allowed in words:
            if word == allowed:
                return allowed
        self.at -= 1
        raise self.wrong("condition-expected", word=word, allowed=", ".join(words), guess=guess(word, words))

    def peek(self) -> str | None:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else None

    def take(self) -> str:
        if self.at >= len(self.tokens):
            raise self.wrong("condition-ends")
        self.at += 1
        return self.tokens[self.at - 1][0]

    def mention(self, kind: MentionKind, id: str, value: int | None = None) -> None:
        self.mentions.append(Mention(kind, id, self.tokens[self.at][1], value, self.negated))

    def wrong(self, code: str, **values: str) -> _Wrong:
        if self.at < len(self.tokens):
            word, offset = self.tokens[self.at]
            values.setdefault("word", word)
            if code == "condition-and-missing":
                values.setdefault("guess", _MEANT.get(word, ""))
            return _Wrong(Mistake(code, offset, len(word), tuple(values.items())))
        end = max(len(self.text) - 1, 0)
        return _Wrong(Mistake(code, end, 1, tuple(values.items())))


def _flat(parts: list[Condition], kind: type[All] | type[Any_]) -> tuple[Condition, ...]:
    """Dissolve `(a and b) and c` into `a and b and c`: they say the same, so they are the same value."""
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, All | Any_) and type(part) is kind else [part])
    return tuple(flat)
