"""The review line by line: the same figures as in the app, in sentences, and never a reason to keep anybody waiting."""

from concurrent.futures import Future
from io import StringIO
from pathlib import Path

from game.analysis.review_facts import Review
from game.engine import Run, Session
from game.plain.console import Console
from game.plain.debrief import debrief
from game.plain.player import Player
from game.plain.wording import debrief_lines
from game.saves import open_saves
from game.story import Story
from game.text import Translator, load
from tests.support.reviews import AtOnce, answered, tempted, unanswered
from tests.support.screens import BADLY, ended

EN = load("en", strict=True)


class Failing(AtOnce):
    """Never finds anything out."""

    def review(self, run: Run) -> Future[Review]:
        return unanswered()


def test_each_reply_is_judged_and_the_better_one_is_read_out() -> None:
    session = ended("en", BADLY)
    lines = list(debrief_lines(session, EN, answered(session).result()))
    judged = lines.index("Verdict: mistake, 95 points lost.")
    first, second = (
        lines.index(f"Reply {number}. {_said(session, id)}") for number, id in ((1, "wait"), (2, "policy"))
    )
    assert first < judged < second
    assert lines[judged + 1].startswith("A better reply: Four days of the same line")


def test_the_sum_is_read_out_with_every_term() -> None:
    session = ended("en", BADLY)
    review = answered(session).result()
    lines = list(debrief_lines(session, EN, review))
    first = lines.index(f"Replies alone, at best: {review.par}.")
    terms = [int(line.rpartition(" ")[2].rstrip(".")) for line in lines[first : first + 4]]
    assert sum(terms[:3]) == terms[3] == review.score


def test_both_roads_are_played_out_to_their_endings(t: Translator) -> None:
    session = ended(t.language, BADLY)
    lines = list(debrief_lines(session, t, tempted(session).result()))
    roads = lines[lines.index(t("plain_review.heading.roads")) :]
    for ending in session.story.endings[-2:]:
        assert ending.text in roads


def test_without_a_review_nothing_is_said_of_it(t: Translator) -> None:
    lines = list(debrief_lines(ended(t.language), t))
    assert t("plain_review.heading.whole") not in lines
    assert t("plain_review.heading.roads") not in lines


def test_a_review_that_cannot_be_is_told_in_one_sentence_and_the_rest_follows(tmp_path: Path) -> None:
    said = told(ended("en", BADLY), Failing, tmp_path)
    assert said.count(EN("telling_review.missing")) == 1
    assert EN("plain.heading.score") in said


def test_the_solver_is_let_go_when_it_has_answered(tmp_path: Path) -> None:
    solvers = []

    class Kept(AtOnce):
        def __init__(self, story: Story, run: Run) -> None:
            super().__init__(story, run)
            solvers.append(self)

    assert EN("plain_review.heading.whole") in told(ended("en"), Kept, tmp_path)
    assert [solver.is_closed for solver in solvers] == [True]


def told(session: Session, solve: type[AtOnce], folder: Path) -> list[str]:
    """The debrief of a chat, told to someone who presses Enter."""
    out, saves = StringIO(), open_saves(folder)
    debrief(Player(Console(StringIO("\n"), out), saves, EN), session, solve)
    saves.close()
    return out.getvalue().splitlines()


def _said(session: Session, choice: str) -> str:
    return session.story.choices[choice].bubbles[0]
