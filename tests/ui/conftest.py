"""Shared by the tests of the app."""

from collections.abc import Iterator

import pytest

from tests.support.quiet import quiet


@pytest.fixture(autouse=True, scope="session")
def _no_idle_waiting() -> Iterator[None]:
    """Have Textual's pilot wait for the app's event loop and not for the processor's clock."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.app.wait_for_idle", quiet)
        patch.setattr("textual.pilot.wait_for_idle", quiet)
        yield
