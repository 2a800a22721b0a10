"""Problems and places in the preview: what is wrong stands beside the chat, and any place can be gone to."""

from pathlib import Path

from textual.pilot import Pilot

from game.ui.preview.draft import read_draft
from game.ui.preview.goal_list import GoalList
from game.ui.preview.news import NewsLine
from game.ui.preview.problem_list import ProblemList
from game.ui.screens.cards import CardsScreen
from game.ui.screens.preview.goto import GotoScreen
from game.ui.widgets.choices import Choices
from game.ui.widgets.prose import Prose
from tests.support.preview import (
    Preview,
    Slow,
    calm,
    copied,
    drive,
    edit,
    follow,
    known,
    preview,
    reply,
    screen,
    solved,
    until_thought_of,
)
from tests.support.ui import notices, press, shown

# Going elsewhere


def test_a_line_of_the_file_is_gone_to_by_its_number(tmp_path: Path) -> None:
    """Up to the moment in which the reply that stands there can be sent, with the cursor on it."""

    async def scenario(pilot: Pilot[None]) -> None:
        await known(pilot, file)
        number = next(n for n, line in enumerate(file.read_text("utf-8").split("\n"), 1) if "id: policy" in line)
        await press(pilot, "g", *str(number), "enter")
        choices = screen(pilot).query_one(Choices)
        assert screen(pilot).session.state.scene == "middle"
        assert choices.replies[choices.cursor].id == "policy"

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)


def test_an_ending_is_gone_to_by_a_play_that_was_proved(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await known(pilot, file)
        await press(pilot, "g", *"gone", "enter")
        assert screen(pilot).session.state.ending == "gone"

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)


def test_what_nobody_can_reach_says_so(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await known(pilot, file)
        await press(pilot, "g", *"hold")
        goals = pilot.app.screen.query_one(GoalList)
        assert (goals.ids[0], goals.mark(goals._goals[0])) == ("choices.hold", "✕")
        await press(pilot, "enter")
        assert notices(pilot) == ["不管怎么走，谁也到不了「hold」"]
        assert screen(pilot).session.actions == ()

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)


def test_a_scene_is_found_before_the_solver_is_ready(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "g", *"middle", "enter")
        await calm(pilot)
        assert screen(pilot).session.state.scene == "middle"
        await press(pilot, "g", *"gone", "enter")
        assert notices(pilot) == ["还没推演完，去这儿的路要再等等"]

    drive(preview(tmp_path, copied(tmp_path)), scenario)


def test_enter_on_a_problem_plays_what_shows_it(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await known(pilot, file)
        problems = screen(pilot).query_one(ProblemList)
        codes = [problem.code for problem in problems.problems]
        problems.cursor = codes.index("check-meets-ending")
        shown_by = problems.problems[problems.cursor].actions
        await press(pilot, "p", "enter")
        assert screen(pilot).session.actions == shown_by
        assert shown_by[0] == "wait"

    file = copied(tmp_path)
    with file.open("a", encoding="utf-8") as stream:
        stream.write("checks:\n  - {play: [wait], never ends: gone}\n")
    drive(preview(tmp_path, file), scenario)


def test_another_deal_is_played_with_the_same_words(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        await press(pilot, "d")
        session = screen(pilot).session
        assert (session.deal.variant, session.actions) == ("hot", ("name-it",))
        assert "开局 hot" in shown(pilot)

    file = copied(tmp_path)
    edit(file, "facts: [sorry]\n", "facts: [sorry]\nvariants:\n  plain: {mood: irritated}\n  hot: {mood: furious}\n")
    drive(preview(tmp_path, file), scenario)


def test_the_writer_sees_what_each_reply_would_do(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "c")
        lines = {option.id: option.remark for option in screen(pilot).query_one(Choices).replies}
        before = screen(pilot).session.state
        await reply(pilot, "wait")
        after = screen(pilot).session.state
        assert f"▼{before.satisfaction - after.satisfaction}" in lines["wait"]
        assert "middle" in lines["wait"]
        assert lines["hold"].endswith("要等：sorry")
        assert f"满意度\u00a0{after.satisfaction}" in screen(pilot).query_one("#coach", Prose).rows(200)[0][0].text

    drive(preview(tmp_path, copied(tmp_path)), scenario)


# Problems


def test_problems_fold_out_where_there_is_no_room_beside(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        side = screen(pilot).query_one("#side")
        assert not side.display
        await press(pilot, "p")
        assert side.display
        assert screen(pilot).query_one(ProblemList).has_focus
        await reply(pilot, "name-it")
        assert screen(pilot).session.actions == ("name-it",)
        await press(pilot, "p", "escape")
        assert not side.display

    drive(preview(tmp_path, copied(tmp_path)), scenario, (80, 24))


def test_the_mouse_unfolds_the_problems_one_by_one_and_plays_them(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await known(pilot, file)
        await pilot.click(NewsLine)
        await pilot.pause()
        problems = screen(pilot).query_one(ProblemList)
        assert problems.has_focus

        async def click_on(place: int) -> None:
            await pilot.pause()
            row = next(row for row, (index, _) in enumerate(problems._rows) if index == place)
            await pilot.click(problems, offset=(8, row - problems.scroll_offset.y))
            await pilot.pause()

        at = next(place for place, problem in enumerate(problems.problems) if problem.deal)
        problems.cursor = (at + 1) % len(problems.problems)
        await click_on(at)
        assert problems.cursor == at
        assert screen(pilot).session.actions == ()
        await click_on(at)
        assert screen(pilot).session.actions == problems.problems[at].actions

    file = copied(tmp_path)
    with file.open("a", encoding="utf-8") as stream:
        stream.write("checks:\n  - {play: [wait], never ends: gone}\n")
    drive(preview(tmp_path, file), scenario, (80, 50))


def test_what_stands_over_the_chat_closes_when_a_save_changes_the_story_below(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "h")
        assert isinstance(pilot.app.screen, CardsScreen)
        edit(file, "title: 物流规则", "title: 快递规则")
        await follow(pilot)
        assert pilot.app.screen_stack == [screen(pilot)]
        await press(pilot, "g")
        edit(file, "title: 快递规则", "title: 物流规则")
        await follow(pilot)
        assert isinstance(pilot.app.screen, GotoScreen)

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)


def test_what_was_proved_joins_the_problems_and_outlives_new_words(tmp_path: Path) -> None:
    """A save of words alone keeps what was proved; one that changes the rules has the story solved anew."""

    async def scenario(pilot: Pilot[None]) -> None:
        await until_thought_of(thinker, 1)
        edit(file, "那你说现在怎么办。", "那现在你说怎么办。")
        await follow(pilot)
        assert not thinker.thoughts[0].closed
        thinker.thoughts[0].answer.set_result(solved(file))
        await pilot.pause(0.1)
        assert "“hold”" in shown(pilot)
        edit(file, "satisfaction >= 45", "satisfaction >= 46")
        await follow(pilot)
        assert "“hold”" not in shown(pilot)
        await until_thought_of(thinker, 2)
        edit(file, "satisfaction >= 46", "satisfaction >= 47")
        await follow(pilot)
        await until_thought_of(thinker, 3)
        assert thinker.thoughts[1].closed
        assert len(thinker.thoughts) == 3

    file, thinker = copied(tmp_path), Slow()
    drive(preview(tmp_path, file, thinker=thinker), scenario)


def test_a_save_leaves_the_writer_at_the_same_problem(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "p", "down")
        problems = screen(pilot).query_one(ProblemList)
        assert problems.problems[problems.cursor].excerpt == "sa: 1"
        edit(file, "title: 迟到的包裹\n", "# 新的一行\ntitle: 迟到的包裹\nsc: 1\n")
        await follow(pilot)
        assert problems.has_focus
        assert problems.problems[problems.cursor].excerpt == "sa: 1"
        edit(file, "sa: 1\n", "")
        await follow(pilot)
        assert problems.problems[problems.cursor].excerpt == "sb: 1"

    file = copied(tmp_path)
    game = preview(tmp_path, file)
    edit(file, "level: 1\n", "level: 1\nsb: 1\nsa: 1\n")

    async def broken(pilot: Pilot[None]) -> None:
        await follow(pilot)
        await scenario(pilot)

    drive(game, broken)


def test_a_story_that_cannot_be_solved_is_played_all_the_same(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await until_thought_of(thinker, 1)
        thinker.thoughts[0].answer.set_result(None)
        await pilot.pause(0.1)
        assert "推演不了" in shown(pilot)
        await reply(pilot, "name-it")

    thinker = Slow()
    drive(preview(tmp_path, copied(tmp_path), thinker=thinker), scenario)


def test_a_save_that_was_followed_is_not_followed_again_when_all_of_it_is_read(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, Preview)
        edit(file, "那你说现在怎么办。", "那现在你说怎么办。")
        draft = read_draft(file, "zh-CN")
        for _ in range(2):
            app.saved(draft)
            await pilot.pause()
        assert app.bench.saves == 2

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)
