"""Shared by all tests. Kept small on purpose: a test says itself what it needs."""

import gc
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from game.text import LANGUAGES, Translator, load

settings.register_profile(
    "steady",
    deadline=None,  # a slow machine is no broken rule
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,  # the same examples for everybody's change; new ones are looked for at one's desk
)
settings.load_profile("steady")

if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
    # Dozens of tests start the game in a process of its own, and each of them would compile all of it again.
    sys.dont_write_bytecode = False


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Nothing that is imported and collected is ever garbage: the collector need not look for it, then and later.

    What a test leaves behind, such as an app, is cleared up in few rounds: an app's test takes a third less.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000, 10, 10)
        gc.enable()


@pytest.fixture(params=LANGUAGES)
def t(request: pytest.FixtureRequest) -> Translator:
    """A strict translator; the test runs once in each language."""
    return load(request.param, strict=True)
