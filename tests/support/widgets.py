"""A small app around any widgets, and the demo content that tests of widgets share."""

import asyncio
from collections.abc import Awaitable, Callable

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from game.ui.portraits.catalogue import shipped_portrait
from game.ui.screenshot import corrected
from game.ui.themes import THEMES, VARIABLES
from game.ui.widgets.bubbles import Change, Message
from game.ui.widgets.choices import Choices, Reply
from game.ui.widgets.look import Look
from game.ui.widgets.meter import Meter, Reading
from game.ui.widgets.portrait import PortraitView
from game.ui.widgets.rows import Painted
from game.ui.widgets.transcript import Transcript

USUAL = Look()


class Pictured(App[None]):
    """An app whose screenshots show wide characters at their width, as the game's do."""

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        return corrected(super().export_screenshot(title=title, simplify=simplify))


class WidgetApp(Pictured):
    """Shows the widgets below each other and keeps the messages they post."""

    def __init__(self, *shown: Widget, theme: str = "dark", look: Look = USUAL) -> None:
        super().__init__(ansi_color=look.colourless or None)
        self.animation_level = "none"
        for entry in THEMES:
            self.register_theme(entry)
        self.theme = theme
        self.look = look
        self.shown = shown
        self.posted: list[tuple[str, ...]] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES

    def compose(self) -> ComposeResult:
        yield from self.shown

    def on_mount(self) -> None:
        for widget in self.query("*").results():
            if isinstance(widget, Painted | PortraitView):
                widget.look = self.look

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        self.posted.append(("chosen", event.id))

    def on_choices_locked_chosen(self, event: Choices.LockedChosen) -> None:
        self.posted.append(("locked", event.id, event.reason))


def drive(app: App[None], scenario: Callable[[Pilot[None]], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> None:
    """Run the app without a terminal and let the scenario act on it."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await scenario(pilot)

    asyncio.run(run())


def lines_of(widget: Widget) -> list[str]:
    """What stands on each visible line of a widget."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


CHAT_ZH = (
    Message("narration", "周六晚上九点四十，店里只剩你和一盏灯。"),
    Message("system", "已接入：顾女士 · 老顾客 · 3 单"),
    Message("customer", "在吗？裙子收到了，颜色跟图片完全不一样，我要退。", time="21:40"),
    Message(
        "player",
        "亲，在的。颜色和想的不一样，换成我也会失望，先跟您说声抱歉。",
        time="21:41",
        changes=(Change("满意度", 8), Change("心力", -3)),
    ),
    Message("customer", "别跟我来这套，你们是不是都这么说？运费谁出？", time="21:42"),
    Message("other", "先问她是在什么灯光下看的。", speaker="阿哲", time="21:42"),
    Message("player", "您是在什么灯光下看的？窗边拍一张给我，我马上对比批次。", time="21:43"),
    Message("customer", "……那你要我怎么弄？", time="21:44"),
)
CHAT_EN = (
    Message("narration", "Saturday, twenty to ten. The shop is empty but for you and one lamp."),
    Message("system", "Connected: Ms Gu · regular · 3 orders"),
    Message(
        "customer", "Hello? The dress came. The colour is nothing like the picture. I want to return it.", time="21:40"
    ),
    Message(
        "player",
        "I'm here. A colour you didn't order, I'd be disappointed too. I'm sorry.",
        time="21:41",
        changes=(Change("Satisfaction", 8), Change("Stamina", -3)),
    ),
    Message("customer", "Don't give me that. Who pays the postage?", time="21:42"),
)
REPLIES_ZH = (
    Reply("photo", "麻烦您在窗边拍一张裙子和包装袋的合照，我马上对比批次，二十分钟内给您一个准话，好吗？"),
    Reply("refund", "直接给您退，运费我们出，不用拍了。"),
    Reply("rules", "图片仅供参考，页面上写得很清楚的。"),
    Reply("walk", "我理解您担心又被敷衍，我一步一步陪您走完。", locked="心力要 75，现在 71"),
)
REPLIES_EN = (
    Reply(
        "photo", "Could you take a picture by the window, dress and wrapping together? I'll compare the batch at once."
    ),
    Reply("refund", "I'll refund you right away, postage on us. No picture needed."),
    Reply(
        "walk",
        "You fear being fobbed off again. I'll stay with you, step by step.",
        locked="needs 75 stamina, you have 71",
    ),
)


class ChatDemo(WidgetApp):
    """Portrait, meters, chat and replies together, as a play screen would have them."""

    CSS = """
    #side { width: 30; background: $surface; padding: 1 2; }
    PortraitView { margin: 0 1 1 1; }
    #who { text-align: center; margin-bottom: 1; }
    Meter { margin-bottom: 1; }
    Choices { border-top: solid $meter-track; max-height: 12; }
    """

    def __init__(
        self, theme: str = "dark", look: Look = USUAL, who: str = "woman-bun", face: str = "irritated", zh: bool = True
    ) -> None:
        super().__init__(theme=theme, look=look)
        self.face = PortraitView(shipped_portrait(who), face)
        self.zh = zh

    def compose(self) -> ComposeResult:
        zh = self.zh
        with Horizontal():
            with Vertical(id="side"):
                yield self.face
                yield Static("顾女士 · 不耐烦" if zh else "Ms Gu · irritated", id="who")
                yield Meter("满意度" if zh else "Satisfaction", Reading(46, -6, "有点悬" if zh else "shaky", "mid"))
                yield Meter("心力" if zh else "Stamina", Reading(71, 8, "还稳" if zh else "steady", "good"))
            with Vertical():
                yield Transcript(CHAT_ZH if zh else CHAT_EN)
                yield Choices(REPLIES_ZH if zh else REPLIES_EN)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Choices).focus()
