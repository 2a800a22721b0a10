"""Shared by the tests of the app."""

from collections.abc import Iterator

import pytest

from tests.support.quiet import quiet
from tests.support.sheets import remembering
from tests.support.unseen import painted_for_nobody


@pytest.fixture(autouse=True, scope="session")
def _apps_start_quickly() -> Iterator[None]:
    """What is done for hundreds of apps in one process, and not for the one app of a player.

    Textual's pilot waits for the app's event loop and not for the processor's clock; style sheets are read once; no
    picture is made that nobody asks for; and an app is not taken for something that lives as long as the process.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.app.wait_for_idle", quiet)
        patch.setattr("textual.pilot.wait_for_idle", quiet)
        patch.setattr("textual.css.stylesheet.Stylesheet._parse_rules", remembering())
        patch.setattr("textual._compositor.Compositor.render_update", painted_for_nobody)
        patch.setattr("game.ui.tidying.settle", lambda: None)
        yield
