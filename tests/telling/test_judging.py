"""The review in words: every figure adds up, nobody is blamed for a pause not taken, and no ending is given away."""

from dataclasses import replace

import pytest

from game.analysis.review_facts import ReplyFacts, Review
from game.engine import Session
from game.telling.judging import (
    better_replies,
    care_sentence,
    counted,
    judgement,
    line_ending,
    lost_endings,
    played_out,
    sum_terms,
    tempting_lines,
)
from game.text import Translator, load
from tests.support.reviews import Tried, tempted
from tests.support.screens import BADLY, WELL, ended

EN = load("en", strict=True)


def reviewed(session: Session) -> Review:
    return Tried(session.story, session.deal.variant).review(session.run)


def lost(points: int) -> ReplyFacts:
    """A reply that lost so many points."""
    return ReplyFacts(0, "wait", 800, 800 - points, ("name-it",))


@pytest.mark.parametrize(
    ("points", "told"),
    [
        (0, "best, nothing lost"),
        (10, "good, 10 points lost"),
        (11, "slightly off, 11 points lost"),
        (120, "mistake, 120 points lost"),
        (121, "costly mistake, 121 points lost"),
    ],
)
def test_a_judgement_is_a_word_and_the_points_lost(points: int, told: str) -> None:
    assert judgement(lost(points), EN) == told


def test_better_replies_are_named_only_where_something_was_lost() -> None:
    session = ended("en", BADLY)
    assert [choice.id for choice in better_replies(lost(5), session)] == ["name-it"]
    assert better_replies(lost(0), session) == ()


def test_good_endings_that_are_lost_are_counted_and_keep_their_names(t: Translator) -> None:
    """That a bad ending can no longer happen is no loss."""
    session = ended(t.language)
    told = lost_endings(replace(lost(5), lost_endings=("calmer", "gone")), session, t)
    assert told == t("telling_review.reply.lost_endings", count=1)
    assert not any(ending.title in told for ending in session.story.endings)
    assert lost_endings(replace(lost(5), lost_endings=("gone",)), session, t) == ""


@pytest.mark.parametrize("actions", [WELL, BADLY, ("wait", "policy")])
def test_the_terms_of_the_sum_make_the_score(actions: tuple[str, ...], t: Translator) -> None:
    review = reviewed(ended(t.language, actions))
    assert sum(term.points for term in sum_terms(review, t)) == review.score


def test_judgements_are_counted_from_the_best_down_and_only_those_earned() -> None:
    review = replace(reviewed(ended()), replies=(lost(300), lost(0), lost(0), lost(41)))
    assert counted(review, EN) == (("best", "best: 2"), ("mistake", "mistake: 1"), ("blunder", "costly mistake: 1"))


@pytest.mark.parametrize(
    ("actions", "care", "best", "key"),
    [
        (WELL, 12, 700, "gained"),
        (WELL, 0, 700, "even"),
        (WELL, -3, 700, "lost"),
        (("wait", "policy"), 0, 700, "missed"),
        (("wait", "policy"), 0, 600, "not_needed"),
    ],
)
def test_care_is_judged_once_by_what_it_brought(
    actions: tuple[str, ...], care: int, best: int, key: str, t: Translator
) -> None:
    session = ended(t.language, actions)
    review = replace(reviewed(session), par=600, care=care, best=best)
    assert care_sentence(review, session, t) == t(f"telling_review.care.{key}", points=abs(care) or 100, best=best)


def test_another_road_is_played_out_in_the_language_of_the_chat(t: Translator) -> None:
    """The solver's line is a list of actions; what is said on it comes from the story as it is told now."""
    session = ended(t.language, BADLY)
    better = reviewed(ended("zh", BADLY)).better
    assert better and better.place == 0
    outcomes = played_out(better, session)
    assert tuple(outcome.action for outcome in outcomes) == better.actions
    assert outcomes[0].choice == session.story.choices[better.actions[0]]
    assert outcomes[-1].ending and outcomes[-1].ending.id == better.ending


def test_a_road_begins_where_it_leaves_the_chat() -> None:
    session = ended(actions=BADLY)
    better = reviewed(session).better
    assert better
    later = replace(better, place=2, actions=("options",))
    assert [outcome.action for outcome in played_out(later, session)] == ["options"]


def test_a_road_is_compared_with_the_chat_only_where_it_is_better(t: Translator) -> None:
    session = ended(t.language, BADLY)
    review = reviewed(session)
    assert review.better
    more = review.better.score - review.score
    assert str(more) in line_ending(review.better, review, session, t)
    same = line_ending(replace(review.better, score=review.score), review, session, t)
    assert same.count(str(review.score)) == 1


@pytest.mark.parametrize("actions", [WELL, BADLY])
def test_a_temptation_says_whether_it_was_said_what_it_gives_and_what_it_costs(actions: tuple[str, ...]) -> None:
    session = ended("en", actions)
    tempting = tempted(session).result().tempting
    assert tempting
    said, now, later = tempting_lines(tempting, session, EN)
    assert ("You said it" in said) is (actions == BADLY)
    assert str(abs(tempting.gain)) in now
    assert str(tempting.loss) in later and str(tempting.line.score) in later
