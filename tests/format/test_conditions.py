"""Conditions in words mean what they say, and writing one down and reading it again changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.format.grammar.conditions import parse_condition
from game.format.writing.condition_text import condition_text
from game.story import (
    ALWAYS,
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


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("true", ALWAYS),
        ("satisfaction >= 60", Compare("satisfaction", ">=", 60)),
        ("doubts=0", Compare("doubts", "=", 0)),
        ("temperature > -5", Compare("temperature", ">", -5)),
        ("heard", Heard()),
        ("knows_friday", Fact("knows_friday")),
        ("mood is calm", MoodIs("calm", "calm")),
        ("mood at least irritated", MoodIs("irritated", "furious")),
        ("mood at most anxious", MoodIs("calm", "anxious")),
        ("not used rush", Not(Used("rush"))),
        ("read rule", Read("rule")),
        ("promise call-back is kept", PromiseIs("call-back", "kept")),
        ("a and b or c", Any_((All((Fact("a"), Fact("b"))), Fact("c")))),
        ("a and (b or c)", All((Fact("a"), Any_((Fact("b"), Fact("c")))))),
        ("(a and b) and c", All((Fact("a"), Fact("b"), Fact("c")))),
        ("not (a or b)", Not(Any_((Fact("a"), Fact("b"))))),
        ("知道周五 and heard", All((Fact("知道周五"), Heard()))),
    ],
)
def test_words_mean_what_they_say(words: str, meaning: Condition) -> None:
    parsed = parse_condition(words)
    assert parsed.mistake is None
    assert parsed.condition == meaning


@pytest.mark.parametrize(
    ("words", "code", "offset", "guess"),
    [
        ("heard && calm", "condition-and-missing", 6, "and"),
        ("a 且 b", "condition-and-missing", 2, "and"),
        ("satisfaction ≥ 60", "condition-sign", 13, ">="),
        ("mood is furios", "condition-expected", 8, "furious"),
        ("promise x is opened", "condition-expected", 13, "open"),
        ("satisfaction", "condition-comparison", 0, ""),
        ("a or", "condition-ends", 3, ""),
        ("", "condition-ends", 0, ""),
    ],
)
def test_a_mistake_is_found_where_it_is_and_the_word_guessed(words: str, code: str, offset: int, guess: str) -> None:
    mistake = parse_condition(words).mistake
    assert mistake is not None
    assert (mistake.code, mistake.offset, dict(mistake.values).get("guess", "")) == (code, offset, guess)


def test_names_are_remembered_with_their_place_for_a_later_look() -> None:
    mentions = parse_condition("knows and not read rule and trust >= 2").mentions
    assert [(m.kind, m.id, m.offset, m.negated) for m in mentions] == [
        ("fact", "knows", 0, False),
        ("card", "rule", 19, True),
        ("number", "trust", 28, False),
    ]


IDS = st.sampled_from(["friday", "button_faulty", "call-back", "x1", "周五"])
SIMPLE = st.one_of(
    st.builds(Flag, st.booleans()),
    st.builds(Compare, IDS, st.sampled_from([">=", "<=", ">", "<", "="]), st.integers(-99, 999)),
    st.builds(lambda mood: MoodIs(mood, mood), st.sampled_from(MOODS)),
    st.builds(lambda mood: MoodIs(mood, "furious"), st.sampled_from(MOODS[:-1])),
    st.builds(lambda mood: MoodIs("calm", mood), st.sampled_from(MOODS[1:-1])),
    st.just(Heard()),
    st.builds(Fact, IDS),
    st.builds(Used, IDS),
    st.builds(Read, IDS),
    st.builds(PromiseIs, IDS, st.sampled_from(PROMISE_STATES)),
)


def grown(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    """Conditions as reading makes them: no `and` directly in an `and`."""
    several = st.lists(parts, min_size=2, max_size=3)
    return st.one_of(
        st.builds(Not, parts),
        several.map(lambda found: All(tuple(p for p in found if not isinstance(p, All)) or (Heard(), Heard()))),
        several.map(lambda found: Any_(tuple(p for p in found if not isinstance(p, Any_)) or (Heard(), Heard()))),
    ).filter(lambda condition: not isinstance(condition, All | Any_) or len(condition.parts) > 1)


@given(st.recursive(SIMPLE, grown, max_leaves=12))
def test_writing_and_reading_again_changes_nothing(condition: Condition) -> None:
    assert parse_condition(condition_text(condition)).condition == condition


@given(st.text(alphabet="aé且 ()<>=!&|andornotmoodisreadused0123456789-_（）", max_size=60))
def test_no_words_break_the_reading(words: str) -> None:
    parsed = parse_condition(words)
    assert (parsed.condition is None) == (parsed.mistake is not None)
