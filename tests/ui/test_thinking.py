"""A chat's deal is solved while it is open: one at a time, from the first thing done there until the chat is left."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.engine import Mode, Run, Session
from game.story import Story
from game.ui.app import SteadyApp
from game.ui.screens.debrief.screen import PAGES, DebriefScreen
from game.ui.thinking import Thinking
from tests.support.builders import coat
from tests.support.making import played
from tests.support.reviews import AtOnce
from tests.support.ui import PARCEL, app, drive, press, services, shown

REVIEW = str(PAGES.index("review") + 1)


class Watched:
    """Makes solvers and keeps them."""

    def __init__(self) -> None:
        self.made: list[AtOnce] = []

    def __call__(self, story: Story, run: Run) -> AtOnce:
        assert all(solver.is_closed for solver in self.made)
        self.made.append(AtOnce(story, run))
        return self.made[-1]


def watched(folder: Path, story: str | None = PARCEL) -> tuple[SteadyApp, Watched]:
    """A game, and the solvers that it begins."""
    watch = Watched()
    made = replace(services(folder), solver=watch)
    made.saves.set_setting("text_speed", "instant")
    return SteadyApp(made, story, animation_level="none"), watch


async def until_made(pilot: Pilot[None], watch: Watched, many: int) -> None:
    """Wait until so many solvers were begun."""
    for _ in range(500):
        if len(watch.made) >= many:
            break
        await pilot.pause(0.02)


async def play_to_the_end(pilot: Pilot[None]) -> None:
    """Take the second reply twice, and look back."""
    await press(pilot, "2", "2", "1", "x")


def test_no_deal_is_solved_at_home(tmp_path: Path) -> None:
    game, watch = watched(tmp_path, story=None)

    async def wait(pilot: Pilot[None]) -> None:
        await pilot.pause(0.8)

    drive(game, wait)
    assert watch.made == []


def test_solving_begins_with_the_first_reply_and_ends_when_the_game_is_left(tmp_path: Path) -> None:
    game, watch = watched(tmp_path)

    async def wait(pilot: Pilot[None]) -> None:
        await press(pilot, "2")
        await until_made(pilot, watch, 1)
        assert [solver.is_closed for solver in watch.made] == [False]

    drive(game, wait)
    assert [solver.is_closed for solver in watch.made] == [True]


def test_the_review_is_there_when_the_chat_ends(tmp_path: Path) -> None:
    game, _ = watched(tmp_path)

    async def play(pilot: Pilot[None]) -> None:
        await play_to_the_end(pilot)
        assert isinstance(game.screen, DebriefScreen)
        await press(pilot, REVIEW)
        assert game.context.t("ui_review.sum") in shown(pilot)

    drive(game, play)


def test_playing_on_from_the_costliest_reply_keeps_the_solution(tmp_path: Path) -> None:
    game, watch = watched(tmp_path)

    async def play(pilot: Pilot[None]) -> None:
        await play_to_the_end(pilot)
        await press(pilot, REVIEW, "p")
        assert not isinstance(game.screen, DebriefScreen)
        await play_to_the_end(pilot)
        assert isinstance(game.screen, DebriefScreen)

    drive(game, play)
    assert len(watch.made) == 1


@pytest.mark.parametrize(("keys", "begun"), [(("escape",), 1), (("r", "2"), 2)])
def test_a_chat_that_is_left_is_thought_about_no_longer(keys: tuple[str, ...], begun: int, tmp_path: Path) -> None:
    game, watch = watched(tmp_path)

    async def play(pilot: Pilot[None]) -> None:
        await play_to_the_end(pilot)
        await press(pilot, *keys)
        await until_made(pilot, watch, begun)
        assert watch.made[0].is_closed
        assert len(watch.made) == begun

    drive(game, play)


def test_who_only_looks_in_costs_nothing() -> None:
    watch, session = Watched(), Session(coat())
    thinking = Thinking(watch)
    thinking.look(session)
    assert watch.made == []
    session.act("listen")
    thinking.look(session)
    thinking.look(session)
    assert len(watch.made) == 1


def test_what_waits_is_thought_about_when_it_is_asked_for() -> None:
    watch, session = Watched(), played(coat(), "listen", "refund")
    thinking = Thinking(watch, waits=True)
    thinking.look(session)
    assert watch.made == []
    assert thinking.review(session).done()


@pytest.mark.parametrize(("mode", "is_over"), [("practice", False), ("ranked", True)])
def test_thinking_ends_with_the_review_where_nobody_can_play_on(mode: Mode, is_over: bool) -> None:
    watch, session = Watched(), played(coat(), "listen", "refund", mode=mode)
    assert Thinking(watch).review(session).done()
    assert watch.made[0].is_closed is is_over


def test_a_chat_that_was_left_is_never_begun_to_be_thought_about() -> None:
    watch = Watched()
    thinking = Thinking(watch)
    thinking.close()
    thinking.look(played(coat(), "listen"))
    assert watch.made == []


def test_the_game_of_every_other_test_starts_no_process(tmp_path: Path) -> None:
    assert app(tmp_path).services.solver is AtOnce
