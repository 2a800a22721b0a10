"""The wall's words: the same in both languages, all in use, and none in the code."""

import json
import re
import string

import pytest

from game.team.codec import decode
from game.team.document import BoardDocument
from tests.support.wall import FILES
from tests.support.wall_boards import all_boards

WORDS = {language: json.loads((FILES / f"words.{language}.json").read_text("utf-8")) for language in ("zh", "en")}
SCRIPTS = {file.name: file.read_text("utf-8") for file in FILES.glob("*.js")}
PAGE = (FILES / "index.html").read_text("utf-8")
BUILT = {"state", "until", "board", "column", "change", "award", "hidden", "banner", "age"}
"""Families whose keys the scripts put together."""


def test_both_languages_have_the_same_words() -> None:
    assert list(WORDS["zh"]) == list(WORDS["en"])


def test_a_text_takes_the_same_values_in_both_languages() -> None:
    assert {key: _values(text) for key, text in WORDS["zh"].items()} == {
        key: _values(text) for key, text in WORDS["en"].items()
    }


def test_words_that_are_asked_for_exist_and_all_others_are_gone() -> None:
    asked = {key for script in SCRIPTS.values() for key in re.findall(r'"([a-z]+(?:[.-][a-z-]+)*)"', script)}
    said = {key for script in SCRIPTS.values() for key in re.findall(r'say\((?:\w+ \? )?"([^"]+)"', script)}
    assert said <= set(WORDS["zh"])
    assert {key for key in WORDS["zh"] if key.split(".")[0] not in BUILT} <= asked | {"language"}


def test_no_words_stand_in_the_scripts() -> None:
    assert {name for name, script in SCRIPTS.items() if re.search("[\u4e00-\u9fff]", script)} == set()


@pytest.mark.parametrize(
    "way", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("]
)
def test_nothing_becomes_markup_or_code(way: str) -> None:
    assert [name for name, script in SCRIPTS.items() if way in script] == []


def test_the_page_keeps_to_its_content_policy() -> None:
    """No script, style or handler inside the page, and nothing from anywhere else."""
    assert re.findall(r"<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|https?:", PAGE) == []


def test_the_documents_of_these_tests_are_those_of_the_server() -> None:
    for document in all_boards().values():
        assert decode(BoardDocument, document).rows


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
