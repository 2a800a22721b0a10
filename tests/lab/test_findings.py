"""Each answer of the solver becomes one problem at its place; one cause is told once."""

import pytest

from game.analysis.facts import Play, Proof
from game.format.problems.mistakes import framed
from game.format.problems.problem import Problem
from game.format.read import ReadResult
from game.lab.findings import find_problems
from tests.format.samples import read
from tests.lab.found import analysis_of, violated

SCENES = """
opening:
  say:
    - if: late
      say: 顾女士：怎么还没到？
      else: 顾女士：在吗？
  choices:
    - id: hello
      text: 在的。
      reply: 顾女士：好。
    - id: wait
      text: 稍等。
      needs: late
      locked: 还早。
  next:
    - {if: late, go: END}
    - aside
aside:
  choices: [{id: hm, text: 嗯。, if: late}]
"""
TOP = """
facts: [late]
variants: {early: {}, late: {facts: [late]}}
checks:
  - play: [hello]
    never ends: gone
  - every ending is reachable
"""
PLAY = Play("early", ("hello",))


@pytest.fixture(scope="module")
def result() -> ReadResult:
    found = read(framed("scenes", SCENES, TOP))
    assert found.story is not None and found.problems == ()
    return found


def problems(result: ReadResult, *proofs: Proof) -> list[Problem]:
    assert result.story is not None
    return list(find_problems(result.story, analysis_of(result.story, *proofs), result.places))


def marked(problem: Problem) -> str:
    return problem.excerpt[problem.column - 1 : problem.end_column - 1]


@pytest.mark.parametrize(
    ("proof", "code", "place"),
    [
        (violated("reachable", "scenes.aside"), "scene-never-seen", "aside"),
        (violated("reachable", "choices.hm"), "reply-never-open", "hm"),
        (violated("reachable", "scenes.opening.say.2"), "line-never-said", "顾女士：在吗？"),
        (violated("reachable", "choices.hello.reply.1"), "line-never-said", "顾女士：好。"),
        (violated("reachable", "scenes.opening.next.2"), "way-never-taken", "aside"),
        (violated("reachable", "endings.gone"), "ending-never-reached", "gone"),
        (violated("no-dead-end", "", PLAY), "dead-end", "aside"),
        (violated("a-way-out", "", PLAY), "no-way-out", "aside"),
        (violated("can-be-false", "scenes.opening.say.1"), "always-true", "late"),
        (violated("can-be-true", "choices.wait.needs"), "always-false", "late"),
        (violated("can-be-true", "scenes.opening.next.1"), "always-false", "late"),
        (violated("not-fake", "choices.hello", other="choices.wait"), "fake-choice", "hello"),
        (violated("not-always-best", "choices.hello"), "always-best", "hello"),
        (violated("check", "checks.1", PLAY), "check-fails", "play: [hello]"),
        (violated("check", "checks.1", PLAY, "endings.gone"), "check-meets-ending", "play: [hello]"),
        (violated("check", "checks.1", other="unplayable"), "check-unplayable", "play: [hello]"),
        (violated("check", "checks.2", other="endings.gone"), "check-fails", "every ending is reachable"),
        (violated("no-stock-phrases", ""), "stock-phrases-pay", "story"),
        (violated("no-masks", ""), "masks-pay", "story"),
        (violated("no-slip-needed", ""), "slips-pay", "story"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_violated_is_told_at_its_place(result: ReadResult, proof: Proof, code: str, place: str) -> None:
    (problem,) = problems(result, proof)
    assert (problem.code, marked(problem)) == (code, place)
    assert (problem.deal, problem.actions) == ((PLAY.deal, PLAY.actions) if proof.play else ("", ()))


def test_what_is_proved_is_no_problem(result: ReadResult) -> None:
    assert problems(result, Proof("reachable", "choices.hm", "proved", PLAY, ("late",))) == []


def test_what_could_not_be_told_is_told_once(result: ReadResult) -> None:
    """A search that was cut off is never a pass: it is an error, with the number of open questions."""
    unknown = [Proof("reachable", f"choices.{id}", "unknown") for id in ("hello", "wait")]
    (problem,) = problems(result, *unknown)
    assert (problem.code, problem.severity, dict(problem.values)["count"]) == ("not-proved", "error", "2")


def test_an_ending_that_the_game_brings_along_need_not_be_reached(result: ReadResult) -> None:
    assert problems(result, violated("reachable", "endings.hand-over")) == []


def test_of_a_scene_that_is_never_seen_nothing_else_is_told(result: ReadResult) -> None:
    told = problems(
        result,
        violated("reachable", "scenes.aside"),
        violated("reachable", "choices.hm"),
        violated("can-be-true", "choices.hm.if"),
        violated("can-be-false", "choices.hm.if"),
        violated("not-always-best", "choices.hm"),
    )
    assert [problem.code for problem in told] == ["scene-never-seen"]


def test_of_a_reply_that_is_never_open_its_condition_is_not_told(result: ReadResult) -> None:
    told = problems(
        result,
        violated("reachable", "choices.wait"),
        violated("can-be-true", "choices.wait.needs"),
        violated("reachable", "choices.wait.reply.1"),
        violated("not-fake", "choices.wait", other="choices.hello"),
    )
    assert [problem.code for problem in told] == ["reply-never-open"]


def test_a_condition_that_always_holds_says_all_about_its_lock(result: ReadResult) -> None:
    told = problems(
        result, violated("can-be-false", "choices.wait.needs"), violated("reachable", "choices.wait.locked")
    )
    assert [problem.code for problem in told] == ["always-true"]


def test_a_way_to_a_scene_that_is_never_seen_says_no_more(result: ReadResult) -> None:
    told = problems(result, violated("reachable", "scenes.aside"), violated("reachable", "scenes.opening.next.2"))
    assert [problem.code for problem in told] == ["scene-never-seen"]


def test_what_an_else_stands_for_is_told_of_its_if(result: ReadResult) -> None:
    """It is read the other way round there: `late` never holds, and what always holds is its opposite."""
    told = problems(
        result,
        violated("reachable", "scenes.opening.say.1"),
        violated("can-be-true", "scenes.opening.say.1"),
        violated("can-be-false", "scenes.opening.say.2"),
    )
    assert [(problem.code, marked(problem)) for problem in told] == [("line-never-said", "顾女士：怎么还没到？")]


def test_two_replies_that_are_the_same_are_told_once(result: ReadResult) -> None:
    one = violated("not-fake", "choices.hello", other="choices.wait")
    other = violated("not-fake", "choices.wait", other="choices.hello")
    for proofs in ([one, other], [other, one], [other]):
        (problem,) = problems(result, *proofs)
        assert (problem.code, marked(problem)) == ("fake-choice", "hello")


def test_a_chat_that_gets_stuck_has_no_way_out_either(result: ReadResult) -> None:
    stuck = violated("no-dead-end", "", PLAY)
    for lost in (PLAY, Play(PLAY.deal, ())):
        assert [p.code for p in problems(result, stuck, violated("a-way-out", "", lost))] == ["dead-end"]
    elsewhere = violated("a-way-out", "", Play("late", ()))
    assert [p.code for p in problems(result, stuck, elsewhere)] == ["dead-end", "no-way-out"]


@pytest.mark.parametrize(
    "play", [None, Play("early", ("nothing",)), Play("never", ()), Play("late", ("hello", "hello"))]
)
def test_a_dead_end_is_told_even_where_its_play_cannot_be_played(result: ReadResult, play: Play | None) -> None:
    """A file of kept results may say anything; what is violated is never passed over."""
    (problem,) = problems(result, violated("no-dead-end", "", play))
    assert (problem.code, marked(problem)) == ("dead-end", "scenes")


def test_the_claim_of_a_check_is_told_in_the_words_of_the_file(result: ReadResult) -> None:
    (problem,) = problems(result, violated("check", "checks.1", PLAY))
    assert dict(problem.values)["claim"] == "never ends: gone"
