"""Formatting puts a file in order and changes nothing of what it says."""

from pathlib import Path

import pytest

from game.format.problems.mistakes import codes, framed, mistake
from game.format.read import read_text
from game.format.translation.addresses import texts
from game.format.writing.formatter import format_story
from game.format.writing.quoting import needs_quotes, quoted, with_quotes
from game.format.writing.scaffold import smallest_story
from game.story import digest
from tests.format.mutations import SEEDS
from tests.format.samples import read

STORIES = sorted(Path("stories").glob("*/story.yaml"))
EXAMPLES = [mistake(code) for code in codes()]
SOURCES = [
    *(file.read_text(encoding="utf-8") for file in STORIES),
    *SEEDS,
    *(framed(e.frame, e.good, e.top) for e in EXAMPLES if e.good is not None and e.frame != "po"),
]


def formatted(text: str) -> str:
    result = format_story(text.encode(), "story.yaml").text
    assert result is not None, text
    return result


@pytest.mark.parametrize("text", SOURCES, ids=range(len(SOURCES)))
def test_a_formatted_story_plays_and_reads_as_before(text: str) -> None:
    before, after = read(text).story, read(formatted(text)).story
    assert before is not None and after is not None
    assert digest(before) == digest(after)
    assert texts(before) == texts(after)


@pytest.mark.parametrize("text", SOURCES, ids=range(len(SOURCES)))
def test_formatting_twice_is_formatting_once(text: str) -> None:
    once = formatted(text)
    assert formatted(once) == once


def test_keys_stand_in_the_order_of_the_format() -> None:
    text = formatted(framed("choice", "- slip: RUSH\n  why: 快了。\n  text: 好的。\n  id: quick\n"))
    assert "      - id: quick\n        text: 好的。\n        slip: RUSH\n        why: 快了。\n" in text


def test_comments_stay_with_the_line_they_introduce() -> None:
    about = "# about the reply\n- id: quick  # its id\n"
    fragment = f"{about}  # why it fails\n  why: 快了。  # sure?\n  text: 好的。\n# the end\n"
    text = formatted(framed("choice", fragment))
    assert "      # about the reply\n      - id: quick  # its id\n        text: 好的。\n" in text
    assert text.count("#") == 5


@pytest.mark.parametrize(
    "reply",
    [
        '- id: quick\n  text: "好的。"  # sure?\n',
        "- {id: quick, text: 好的。}  # sure?\n",
        f"- {{id: quick, why: {'好' * 60}, text: 好的。}}  # sure?\n",
    ],
)
def test_a_comment_behind_a_text_does_not_become_its_other_half(reply: str) -> None:
    text = formatted(framed("choice", reply))
    assert "  # sure?\n" in text and read(text).problems == () and formatted(text) == text


def test_a_prose_comment_behind_a_text_is_left_for_the_writer_to_decide() -> None:
    """It may be a comment or the half of a text that was cut off."""
    text = framed("choice", "- id: a\n  text: 订单 #12\n")
    assert "        text: 订单  #12\n" in formatted(text)
    assert [p.code for p in read(formatted(text)).problems] == ["text-cut-off"]


def test_a_reply_without_an_id_gets_one_that_is_free() -> None:
    text = formatted(framed("choice", "- text: 好的。\n- text: 行。\n- id: opening-2\n  text: 嗯。\n"))
    assert "id: opening-1\n" in text and "id: opening-3\n" in text
    assert read(text).story is not None


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("reply: Ms Gu: hi", 'reply: "Ms Gu: hi"'),
        ("text: @you there", 'text: "@you there"'),
        ('text: "稍等"，我查', "text: '\"稍等\"，我查'"),
        ("text：好的", "text: 好的"),
    ],
)
def test_what_only_lacked_quotes_gets_them(broken: str, mended: str) -> None:
    assert mended in formatted(framed("choice", f"- id: a\n  {broken}\n"))


@pytest.mark.parametrize(
    "fragment", ["- id: a\n  text: [x\n", "- id: a\n  text: 1\n  text: 2\n", "\t- id: a\n", "- &x {id: a}\n"]
)
def test_a_file_that_cannot_be_trusted_is_not_touched(fragment: str) -> None:
    result = format_story(framed("choice", fragment).encode(), "story.yaml")
    assert result.text is None and result.problems


def test_conditions_are_written_in_their_canonical_form() -> None:
    text = formatted(framed("choice", "- id: a\n  text: 好。\n  if: (satisfaction>=60  and  (heard))\n"))
    assert "if: satisfaction >= 60 and heard\n" in text


@pytest.mark.parametrize(
    "text",
    ["a: b", "a #b", "- a", "[a", "@a", "a:", " a", "", "'a", '"a" b', "a\\b: c", "🙂: x", "#", "? a", "a\nb: c"],
)
def test_quotes_keep_any_text_whole(text: str) -> None:
    assert needs_quotes(text)
    source = framed("choice", f"- id: a\n  why: {quoted('x' + text + 'x')}\n  text: 好。\n")
    story = read_text(source.encode(), "story.yaml").story
    assert story is not None and story.choices["a"].why == "x" + text + "x"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_smallest_story_checks_clean_and_is_in_order(language: str) -> None:
    text = smallest_story("my-story", language)
    result = read(text)
    assert result.problems == () and result.story is not None and result.story.id == "my-story"
    assert formatted(text) == text


def test_a_line_that_quotes_do_not_heal_is_quoted_once() -> None:
    """Each further round of quotes would double it."""
    text = 'languag Lin, mood: calm}\nscenes:\n  a: {say: "Ms Lin: text:lo}]}\nendings: [{id: c, title: T, hi", T}]\n'
    assert len(with_quotes(text)) < 2 * len(text)
