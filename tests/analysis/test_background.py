"""A deal solved beside the game: a review when it can be had, and never a trouble for the game."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import wait
from pathlib import Path

import pytest

from game.analysis.background import BackgroundSolver, NoReviewError, review_once
from game.analysis.review_data import review_from_data, review_to_data
from game.engine import Session
from tests.support.builders import coat
from tests.support.making import played
from tests.support.reviews import Tried

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""Seconds after which a test gives up on what must happen soon."""
OWNER = """
import sys, time
from game.analysis.background import BackgroundSolver
from tests.analysis.test_background import finished, worker
session = finished()
solver = BackgroundSolver(session.story, session.run, worker("busy"))
print(solver.pid, flush=True)
time.sleep(600)
"""


def worker(kind: str, longest: float = 600) -> tuple[str, ...]:
    """The command of a worker of that kind, which gives up solving after so many seconds."""
    return (sys.executable, "-P", "-m", "tests.support.slow_worker", kind, str(longest))


def finished() -> Session:
    """The coat, played to its end, not well."""
    return played(coat(), "care:breathe", "argue", "shrug")


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_a_review_comes_home_as_it_was_made() -> None:
    session = finished()
    review = review_once(session.story, session.run, worker("tried"))
    assert review == Tried(session.story, "whole").review(session.run)


def test_the_data_of_a_review_say_all_of_it() -> None:
    session = finished()
    review = Tried(session.story, "whole").review(session.run)
    assert review.better
    data = review_to_data(review)
    assert review_from_data(data) == review
    assert [reply["judgement"] for reply in data["replies"]] == [facts.judgement for facts in review.replies]


def test_one_solution_serves_several_runs() -> None:
    first, second = finished(), played(coat(), "listen", "refund")
    solver = BackgroundSolver(coat(), finished().run, worker("tried"))
    reviews = [solver.review(session.run).result(PATIENCE) for session in (first, second)]
    solver.close()
    assert [review.score for review in reviews] == [s.score.total for s in (first, second) if s.score]


@pytest.mark.parametrize("kind", ["large", "crashes", "no-such-kind"])
def test_a_worker_that_fails_leaves_no_review_and_no_noise(kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    session = finished()
    assert review_once(session.story, session.run, worker(kind)) is None
    assert capfd.readouterr() == ("", "")


def test_a_program_that_is_not_there_leaves_no_review() -> None:
    session = finished()
    assert review_once(session.story, session.run, (str(ROOT / "no-such-program"),)) is None


def test_what_a_solver_prints_is_no_answer() -> None:
    session = finished()
    assert review_once(session.story, session.run, worker("talks"))


def test_a_solver_that_takes_too_long_is_given_up() -> None:
    session = finished()
    assert review_once(session.story, session.run, worker("busy", longest=0.2)) is None


def test_closing_ends_the_process_in_the_middle_of_its_work_and_fails_what_was_asked() -> None:
    solver = BackgroundSolver(coat(), finished().run, worker("busy"))
    asked = [solver.review(finished().run) for _ in range(3)]
    assert not wait(asked, timeout=0.1).done
    solver.close()
    assert len(wait(asked, timeout=PATIENCE).done) == 3
    assert all(isinstance(future.exception(), NoReviewError) for future in asked)
    solver.close()  # twice is fine


def test_a_review_nobody_waits_for_any_more_is_skipped() -> None:
    solver = BackgroundSolver(coat(), finished().run, worker("tried"))
    first, second, third = (solver.review(finished().run) for _ in range(3))
    second.cancel()
    assert third.result(PATIENCE) == first.result(PATIENCE)
    solver.close()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_the_worker_dies_with_the_game_however_that_ends(end: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", OWNER], cwd=ROOT, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout
        pid = int(owner.stdout.readline())
        assert is_alive(pid)
        owner.send_signal(end)
    until = time.monotonic() + PATIENCE
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_alive(pid)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")
def test_the_worker_has_nothing_of_the_games_terminal() -> None:
    solver = BackgroundSolver(coat(), finished().run, worker("busy"))
    pid = solver.pid
    assert pid
    places = [os.readlink(f"/proc/{pid}/fd/{number}") for number in range(3)]
    assert [place.split(":")[0] for place in places] == ["pipe", "pipe", "/dev/null"]
    assert os.getsid(pid) == pid
    solver.close()
