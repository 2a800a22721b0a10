"""Rules of the sections' bar and of the list of settings."""

from textual.pilot import Pilot

from game.text import cell_width
from game.ui.widgets.look import Look
from game.ui.widgets.options import Options, Setting
from game.ui.widgets.sections import SectionBar
from tests.support.widgets import WidgetApp, drive, lines_of

NAMES = ("Ending", "Turn", "Replies")


class Shown(WidgetApp):
    """Keeps what sections and settings post."""

    def on_section_bar_picked(self, message: SectionBar.Picked) -> None:
        self.posted.append(("section", str(message.index)))

    def on_options_turned(self, message: Options.Turned) -> None:
        self.posted.append(("turned", message.id, str(message.step)))

    def on_pick_list_picked(self, message: Options.Picked) -> None:
        self.posted.append(("picked", message.id))


def bar() -> SectionBar:
    made = SectionBar()
    made.names = NAMES
    made.current = 1
    return made


def test_every_section_is_named_where_there_is_room_else_the_present_one() -> None:
    assert [text.strip() for text in bar().texts(60)] == ["1 Ending", "2 Turn", "3 Replies"]
    assert [text.strip() for text in bar().texts(31)] == ["1 Ending", "2 Turn", "3 Replies"]
    assert [text.strip() for text in bar().texts(24)] == ["1", "2 Turn", "3"]


def test_a_click_picks_the_section_under_it() -> None:
    sections = bar()
    app = Shown(sections)

    async def click(pilot: Pilot[None]) -> None:
        line = lines_of(sections)[0]
        await pilot.click(SectionBar, offset=(cell_width(line[: line.index("Replies")]), 0))
        await pilot.click(SectionBar, offset=(70, 0))
        await pilot.pause()

    drive(app, click)
    assert app.posted == [("section", "2")]


SETTINGS = [Setting("a", "First", "on", "What it does."), Setting("b", "Name", "Lin", steps=False)]


def options() -> Options:
    made = Options()
    made.set_settings(SETTINGS)
    return made


def test_only_the_highlighted_setting_explains_itself_and_shows_its_arrows() -> None:
    made = options()
    app = Shown(made, look=Look(plain_signs=True))

    async def look(pilot: Pilot[None]) -> None:
        made.focus()
        assert "< on >" in lines_of(made)[0] and "What it does." in lines_of(made)[1]
        await pilot.press("down")
        await pilot.pause()
        assert "<" not in "".join(lines_of(made)) and "What it does." not in "".join(lines_of(made))

    drive(app, look)


def test_values_are_gone_through_and_a_text_is_picked() -> None:
    made = options()
    app = Shown(made)

    async def turn(pilot: Pilot[None]) -> None:
        made.focus()
        await pilot.press("right", "left", "enter", "down", "right", "enter")
        await pilot.pause()

    drive(app, turn)
    assert app.posted == [("turned", "a", "1"), ("turned", "a", "-1"), ("turned", "a", "1"), ("picked", "b")]
