"""How the widgets look: pictures to be looked at before they are accepted."""

from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal

from game.ui.portraits.catalogue import shipped_portrait
from game.ui.portraits.picture import EXPRESSIONS
from game.ui.widgets.breathing import Breathing
from game.ui.widgets.curve import Curve, CurveChart, Marker
from game.ui.widgets.look import Look
from game.ui.widgets.pace import breath_at
from game.ui.widgets.portrait import PortraitView
from tests.support.widgets import USUAL, ChatDemo, WidgetApp

SnapCompare = Callable[..., bool]
BARE = Look(colourless=True)


class Faces(WidgetApp):
    """Every expression of one person."""

    CSS = "PortraitView { margin: 0 1; }"

    def compose(self) -> ComposeResult:
        with Horizontal():
            for expression in EXPRESSIONS:
                face = PortraitView(shipped_portrait("young-headphones"), expression)
                face.small = not self.look.colourless
                yield face


class Charts(WidgetApp):
    """The chart and two moments of a breath."""

    CSS = "CurveChart { width: 56; margin: 1; } Breathing { width: 24; margin: 1; }"

    def compose(self) -> ComposeResult:
        curves = (
            Curve("满意度", (40, 48, 42, 48, 60, 55, 30, 52, 70, 82)),
            Curve("心力", (80, 77, 74, 70, 62, 58, 66, 60, 57, 52)),
        )
        with Horizontal():
            yield CurveChart(curves, (Marker(6, "!", "转折点"), Marker(9, "+", "最好的一句")))
            for seconds, word in ((2.6, "慢慢吸气"), (10, "慢慢呼气")):
                breath = breath_at(seconds)
                yield Breathing(word, breath.count, breath.fullness)


@pytest.mark.parametrize(
    ("app", "size"),
    [
        pytest.param(lambda: ChatDemo(), (110, 38), id="chat-dark"),
        pytest.param(lambda: ChatDemo("light", who="man-stubble", face="furious"), (110, 38), id="chat-light"),
        pytest.param(
            lambda: ChatDemo("contrast", who="young-headphones", face="relieved", zh=False),
            (100, 30),
            id="chat-contrast",
        ),
        pytest.param(lambda: ChatDemo("colourless", BARE), (100, 34), id="chat-colourless"),
        pytest.param(lambda: ChatDemo("dark", Look(plain_signs=True)), (100, 34), id="chat-plain-signs"),
        pytest.param(lambda: Faces(), (110, 7), id="faces"),
        pytest.param(lambda: Faces(theme="colourless", look=BARE), (156, 12), id="faces-colourless"),
        pytest.param(lambda: Charts(look=USUAL), (112, 18), id="charts"),
    ],
)
def test_picture(app: Callable[[], App[None]], size: tuple[int, int], snap_compare: SnapCompare) -> None:
    """Nothing may change here by accident; a change that is meant is looked at and accepted."""
    assert snap_compare(app(), terminal_size=size)
