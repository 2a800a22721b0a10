"""Shared by all tests. Kept small on purpose: a test says itself what it needs."""

import pytest

from game.text import LANGUAGES, Translator, load


@pytest.fixture(params=LANGUAGES)
def t(request: pytest.FixtureRequest) -> Translator:
    """A strict translator; the test runs once in each language."""
    return load(request.param, strict=True)
