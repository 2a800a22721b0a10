"""Rules of reading a portrait: the shipped ones are whole, hostile ones are told off as values and cost little."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.text import Translator
from game.ui.portraits.catalogue import SHIPPED, anybody, read_own_portrait, shipped_portrait
from game.ui.portraits.chosen import portrait_of
from game.ui.portraits.picture import EXPRESSIONS, Portrait
from game.ui.portraits.reader import MAX_CHARACTERS, read_portrait
from tests.support.ui import parcel

SMALL = "palette\nk #000000 ink\ns #ffccaa\nbase 8\n" + "ssss\n" * 8 + "part eyes at 2\n.k..\nface calm: eyes\n"


def read(text: str) -> Portrait:
    portrait = read_own_portrait(text)
    assert isinstance(portrait, Portrait), portrait
    return portrait


def codes(text: str) -> list[str]:
    found = read_own_portrait(text)
    assert isinstance(found, list)
    return [problem.code for problem in found]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_portrait_draws_every_expression_differently(name: str) -> None:
    portrait = shipped_portrait(name)
    assert portrait is not None
    assert (portrait.width, portrait.height) == (24, 24)
    assert len({portrait.pixels(expression) for expression in EXPRESSIONS}) == len(EXPRESSIONS)


def test_an_unknown_shipped_name_is_no_portrait() -> None:
    assert shipped_portrait("../../etc/passwd") is None


def test_every_story_has_a_face() -> None:
    """Its own if that can be read, else the shipped one it names, else anybody's."""
    story = parcel()
    assert portrait_of(replace(story, portrait=SMALL)) == read(SMALL)
    assert portrait_of(replace(story, portrait="rubbish")) == portrait_of(story) == shipped_portrait("woman-bun")
    for name in (None, "no-such-name"):
        assert portrait_of(replace(story, customer=replace(story.customer, portrait=name))) == anybody()


def test_half_rows_are_mirrored_and_parts_lie_over_the_base() -> None:
    assert read(SMALL).pixels("calm")[2] == "skssssks"


def test_an_expression_that_is_not_drawn_is_shown_by_its_stand_in() -> None:
    portrait = read(SMALL)
    assert portrait.pixels("relieved") == portrait.pixels("calm") == portrait.pixels("unheard-of")


def test_a_story_portrait_may_use_the_shipped_parts() -> None:
    own = "use parts\npalette\nh #112233 shade\nbase\n" + "hhhhssssssss\n" * 24
    assert set("k") <= set("".join(read(own).pixels("furious")))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x" * (MAX_CHARACTERS + 1), "too-long"),
        ("", "bad-size"),
        (SMALL.replace("ssss\n" * 8, "ssss\n" * 7), "bad-size"),
        (SMALL.replace("ssss\n", "ss\n", 1), "ragged"),
        (SMALL.replace(".k..", ".z.."), "unknown-letter"),
        (SMALL.replace("calm: eyes", "calm: nose"), "unknown-part"),
        (SMALL.replace("at 2", "at 9"), "outside"),
        (SMALL.replace("face calm", "face furious"), "no-calm"),
        (SMALL.replace("#000000", "black"), "bad-paint"),
        ("use ../secret\n" + SMALL, "unknown-use"),
        ("\x1b]0;pwned\x07\n" + SMALL, "unknown-line"),
        (SMALL.replace("ssss\n", "s" * 33 + "\n", 1), "too-big"),
        (SMALL + "".join(f"part p{number} at 0\n" for number in range(101)), "too-many"),
    ],
)
def test_each_mistake_has_a_code_of_its_own(text: str, code: str) -> None:
    assert code in codes(text)


def test_a_mistake_tells_its_line_and_what_stands_there() -> None:
    found = read_portrait("palette\nk black\n")
    assert isinstance(found, list)
    assert (found[0].line, found[0].code, found[0].found) == (2, "bad-paint", "k black")


@given(st.text(alphabet="ks.#0f palettebasefcmpart:at 0123\n", max_size=400))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    found = read_own_portrait(text)
    assert isinstance(found, Portrait) or found


CODES = [
    "too-long", "too-many", "too-big", "bad-size", "bad-paint", "unknown-use", "unknown-line", "unknown-letter",
    "unknown-part", "ragged", "outside", "no-calm",
]  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_each_mistake_is_told_in_both_languages(code: str, t: Translator) -> None:
    assert t(f"portrait.{code}", found="x")
