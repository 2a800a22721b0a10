"""The pages of mistakes say what the catalogue says."""

import pytest

from game.format.problems.mistakes import codes
from game.text import LANGUAGES
from tests.docs.mistakes_page import AROUND, page_of, page_text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_mistakes_is_up_to_date(language: str) -> None:
    """Where it is not: `python -m tests.docs.renew`."""
    assert page_of(language).read_text(encoding="utf-8") == page_text(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_code_has_its_place_on_the_page(language: str) -> None:
    page = page_text(language)
    assert [code for code in codes() if page.count(f"\n### {code}\n") != 1] == []


def test_the_page_sorts_only_codes_that_there_are() -> None:
    assert {*AROUND["file"], *AROUND["voice"]} <= set(codes())
