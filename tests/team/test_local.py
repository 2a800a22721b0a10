"""The board of one computer: what is kept is played again, and only what that proves counts."""

from dataclasses import replace
from pathlib import Path

import pytest

from game.engine import Deal, Run, Session, digest, replay
from game.format.shelf.catalogue import Catalogue
from game.lab.kept import FOLDER, Kept
from game.lab.solving import Lab
from game.saves import Result as Noted
from game.saves import Saves, open_saves
from game.saves.recording import Recording
from game.story import Story
from game.team.local import LocalBoard, Par, kept_par, local_board, member_of
from game.team.told import award_lines, line_of, notes
from game.text import LANGUAGES, Language, load
from tests.support.ui import NOON, PARCEL, STORIES, parcel

WELL, BADLY = ("name-it", "options"), ("wait", "policy")


@pytest.fixture
def saves(tmp_path: Path) -> Saves:
    return open_saves(tmp_path)


def play(saves: Saves, player: str, *actions: str, mode: str = "ranked", story: Story | None = None) -> Recording:
    story = story or parcel()
    session = Session(story, Deal("default"), mode=mode, player=player)  # type: ignore[arg-type]
    recording = Recording.begin(saves, session, "zh")
    for action in actions:
        recording.act(action)
    return recording


def board(saves: Saves, par: Par = lambda story, deal: 1000, story: Story | None = None) -> LocalBoard:
    return local_board(saves, lambda id: story or Catalogue([STORIES]).load(id).story, par, NOON)


def _rows(local: LocalBoard) -> list[tuple[int | None, str | None]]:
    return [(row.place, row.name) for row in local.overall.rows]


def test_players_take_turns_and_the_better_one_leads(saves: Saves) -> None:
    play(saves, "小林", *BADLY)
    play(saves, "Ann", *WELL)
    local = board(saves)
    assert _rows(local) == [(1, "Ann"), (2, "小林")]
    assert local.stories[PARCEL].rows == local.overall.rows
    assert local.players == ("Ann", "小林")


def test_no_team_is_awarded_where_there_are_none(saves: Saves) -> None:
    play(saves, "Ann", *WELL)
    assert {award.award for award in board(saves).overall.awards} == {"steady"}


def test_practice_does_not_count(saves: Saves) -> None:
    play(saves, "Ann", *WELL, mode="practice")
    assert board(saves).boards[0].rows == ()


def test_the_first_three_tries_count(saves: Saves) -> None:
    for actions in (BADLY, BADLY, BADLY, WELL):
        play(saves, "Ann", *actions)
    first = play(saves, "Ben", *BADLY).session.score
    [ann, ben] = board(saves).overall.rows
    assert first and ann.score == ben.score == first.total
    assert board(saves).used[member_of("Ann"), PARCEL] == 4


def test_a_chat_that_was_begun_and_left_uses_up_a_try(saves: Saves) -> None:
    """Else one could look at the story first and begin again."""
    for _ in range(3):
        play(saves, "Ann", "name-it")
    play(saves, "Ann", *WELL)
    local = board(saves)
    assert local.overall.rows == ()
    assert local.left_out == {"unfinished": 3}


def test_names_that_read_alike_are_one_person(saves: Saves) -> None:
    play(saves, "Ann", *WELL)
    play(saves, "ANN ", *WELL)
    assert _rows(board(saves)) == [(1, "ANN")]


def test_who_gave_no_name_stands_on_the_board_without_one(saves: Saves) -> None:
    play(saves, "", *WELL)
    assert _rows(board(saves)) == [(1, None)]


def test_points_are_measured_by_the_best_of_the_deal_where_it_is_known(saves: Saves) -> None:
    reached = play(saves, "Ann", *WELL).session.score
    assert reached
    assert board(saves, lambda story, deal: reached.total).overall.rows[0].score == 1000
    alone = board(saves, lambda story, deal: None)
    assert (alone.overall.rows[0].score, alone.unsolved) == (reached.total, (PARCEL,))


def test_what_was_found_out_about_a_story_is_looked_up(saves: Saves, tmp_path: Path) -> None:
    story = parcel()
    par = kept_par(tmp_path)
    assert par(story, "default") is None
    Kept(tmp_path / FOLDER).put(story, Lab().find_out(story).analysis)
    best = kept_par(tmp_path)(story, "default")
    assert best and best >= max(Session.resume(story, play(saves, "Ann", *WELL).session.run).state.satisfaction, 1)
    assert kept_par(tmp_path)(story, "no-such-deal") is None
    assert kept_par(None)(story, "default") is None


def test_a_score_that_was_noted_but_not_played_does_not_count(saves: Saves) -> None:
    """Whoever writes into the saved data claims, and claims are not read."""
    story = parcel()
    run = Run(story.id, digest(story), Deal("default"), mode="ranked", player="Eve")
    saved = saves.start(run, "zh")
    saves.append(saved.id, 0, "name-it", result=Noted("calmer", "best", 1000))
    local = board(saves)
    assert local.overall.rows == () and local.left_out == {"broken": 1}


def test_a_run_of_a_changed_story_does_not_count(saves: Saves) -> None:
    play(saves, "Ann", *WELL)
    story = parcel()
    changed = replace(story, start=replace(story.start, stamina=story.start.stamina - 1))
    assert board(saves, story=changed).left_out == {"story_changed": 1}


def test_a_run_of_a_story_that_is_gone_does_not_count(saves: Saves) -> None:
    play(saves, "Ann", *WELL)
    assert local_board(saves, lambda id: None, lambda story, deal: None, NOON).left_out == {"story_gone": 1}


def test_a_run_that_began_with_other_stamina_does_not_count(saves: Saves) -> None:
    story = parcel()
    run = Run(story.id, digest(story), Deal("default"), WELL, stamina=100, mode="ranked", player="Eve")
    state = replay(story, run).state
    saved = saves.start(run, "zh")
    saves.finish(saved.id, len(WELL), Noted(str(state.ending), "best", 1000))
    assert board(saves).left_out == {"carried_over": 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_a_reader_must_know_is_said(saves: Saves, language: Language) -> None:
    play(saves, "Ann", "name-it")
    play(saves, "Ann", *BADLY)
    play(saves, "Ann", *WELL)
    t = load(language, strict=True)
    local = board(saves, lambda story, deal: None)
    assert [*notes(local, t)] == [
        t("team.local.unsolved", stories=PARCEL, id=PARCEL),
        t("team.local.left_out.unfinished", count=1),
    ]
    awards = dict(award_lines(local.overall.awards, {}, t))
    assert t("team.award.improved") in awards and "Ann" in awards[t("team.award.steady")]


@pytest.mark.parametrize("reason", ["unfinished", "story_gone", "story_changed", "broken", "carried_over"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_for_leaving_a_run_out_is_told(saves: Saves, language: Language, reason: str) -> None:
    local = replace(board(saves), left_out={reason: 3})  # type: ignore[dict-item]
    assert ["3" in note for note in notes(local, load(language, strict=True))] == [True]


@pytest.mark.parametrize(
    ("values", "line"), [((), ""), ((5,), "▄"), ((5, 5), "▄▄"), ((0, 7), "▁█"), (tuple(range(99)), "▁▁▂▂▃▄▄▅▆▆▇█")]
)
def test_a_line_shows_how_it_went_up_and_down(values: tuple[int, ...], line: str) -> None:
    assert line_of(values) == line
    assert len(line_of(values, plain=True)) == len(line) and line_of(values, plain=True).isascii()
