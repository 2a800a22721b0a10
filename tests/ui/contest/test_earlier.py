"""The list of a lead begins with the latest runs of the team, and ends with the way to earlier ones."""

from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from game.team.client.kinds import TeamRun
from game.ui.contest.parts import Items
from tests.support.contest import AWAY, MINE, STANDING, TITLES, Staged, contest_app
from tests.support.ui import PARCEL, drive, press, shown
from tests.ui.contest.test_contest import done
from tests.ui.contest.test_meanwhile import contest_of


def leading(runs: int) -> Staged:
    """A lead of a team that has so many runs; none of one's own."""
    of_team = tuple(TeamRun(f"r{number}", "Ann", PARCEL, TITLES, 1, "counted", 700) for number in range(runs))
    return Staged("en", replace(STANDING, is_lead=True), (), runs=of_team)


async def look(pilot: Pilot[None], *keys: str) -> Items:
    """The list, after some keys."""
    await press(pilot, *keys)
    await done(pilot)
    return pilot.app.screen.query_one("#sent Items", Items)


def test_earlier_runs_come_fifty_at_a_time_where_the_cursor_is(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        contest_of(pilot).changed()
        items = await look(pilot, "t", "4", "end")
        assert "the latest 50 are above" in shown(pilot)
        for had, has in ((50, 100), (100, 125)):
            assert (items.ids[had:], items.cursor) == (("earlier:",), had)
            await look(pilot, "enter")
            assert items.ids[:has] == tuple(f"mate:r{number}" for number in range(has))
            assert items.ids[items.cursor] == f"mate:r{had}"
            await look(pilot, "end")
        assert len(items.ids) == 125 and "Earlier chats" not in shown(pilot)
        await look(pilot, "r")
        assert (len(items.ids), items.cursor) == (125, 124)

    drive(contest_app(tmp_path, leading(125), "en"), scenario)


def test_what_is_asked_for_while_the_server_is_away_comes_when_it_is_back(tmp_path: Path) -> None:
    staged = leading(150)

    async def scenario(pilot: Pilot[None]) -> None:
        contest_of(pilot).changed()
        items = await look(pilot, "t", "4", "end")
        staged.problem = AWAY
        await look(pilot, "enter", "enter", "enter")
        assert (len(items.ids), items.cursor) == (51, 50)
        staged.problem = None
        await look(pilot, "r")
        assert (len(items.ids), items.ids[items.cursor]) == (101, "mate:r50")  # fifty, however often it was picked
        staged.runs = ()
        await look(pilot, "r")
        assert items.ids == ()

    drive(contest_app(tmp_path, staged, "en"), scenario)


def test_the_cursor_stays_on_the_way_to_earlier_runs_while_new_ones_come_in(tmp_path: Path) -> None:
    staged = leading(150)

    async def scenario(pilot: Pilot[None]) -> None:
        contest_of(pilot).changed()
        items = await look(pilot, "t", "4", "end")
        staged.runs = (replace(staged.runs[0], run="new"), *staged.runs)
        await look(pilot, "r")
        assert items.ids[0] == "mate:new" and items.ids[items.cursor :] == ("earlier:",)

    drive(contest_app(tmp_path, staged, "en"), scenario)


def test_in_another_contest_the_list_is_short_again(tmp_path: Path) -> None:
    staged = leading(125)

    async def scenario(pilot: Pilot[None]) -> None:
        contest_of(pilot).changed()
        items = await look(pilot, "t", "4", "end", "enter")
        assert len(items.ids) == 101
        staged.look = replace(staged.look, membership=replace(MINE, id="c2"))
        contest_of(pilot).changed()
        await look(pilot, "r")
        assert len(items.ids) == 51

    drive(contest_app(tmp_path, staged, "en"), scenario)


def test_what_became_of_each_is_told_however_long_it_takes_to_say(tmp_path: Path) -> None:
    """At 80 cells, in the language that needs more of them."""
    flagged = TeamRun("r1", "Anastasia Kowalska", PARCEL, TITLES, 3, "flagged", 422)
    staged = Staged("en", replace(STANDING, is_lead=True), (), runs=(flagged,))

    async def scenario(pilot: Pilot[None]) -> None:
        contest_of(pilot).changed()
        await look(pilot, "t", "4")
        assert "the organiser will have a look, 422 points" in shown(pilot)

    drive(contest_app(tmp_path, staged, "en"), scenario)
