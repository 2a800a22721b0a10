"""`steady team join, status, submit, fetch, use, leave`: against a server in a process of its own, and without one."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.calls import PARCEL, Answer, Desk

ROOT = Path(__file__).parents[2]
SEALED = "".join(line for line in PARCEL.splitlines(keepends=True) if "needs: read depot" not in line).replace(
    "story: late-parcel", "story: sealed-parcel"
)
"""A story that is on no shelf; whichever reply comes first can be given, so that ones lead to its end."""
NOBODY = "127.0.0.1:9"


class Server:
    """`steady serve` with one story, which can be stopped and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        story = folder / "stories" / "late-parcel" / "story.yaml"
        story.parent.mkdir(parents=True)
        story.write_text(SEALED, encoding="utf-8")
        self.port, self.code = 0, ""
        self.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        words = ["--lang", "en", "--saves", str(self.folder / "saves"), "serve", "--port", str(self.port)]
        order = [sys.executable, "-m", "game", *words, "--stories", str(self.folder / "stories"), "--name", "Cup"]
        self._process = subprocess.Popen(order, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        for line in self._process.stdout:
            words = line.split()
            if line.startswith("address"):
                self.port = int(words[-1].rpartition(":")[2])
            elif line.startswith("join code"):
                self.code = words[-1]
            elif "Ctrl-C" in line:
                return
        raise AssertionError("the server did not start")

    def stop(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server"))
    yield server
    server.stop()


def _join(desk: Desk, server: Server, name: str, *words: str) -> Answer:
    return desk.call("team", "join", server.address, server.code.lower(), "--team", "Lantern", "--name", name, *words)


def test_a_contest_from_joining_to_leaving_with_the_server_killed_in_between(desk: Desk, server: Server) -> None:
    joined = _join(desk, server, "Mei", "--json")
    assert joined.json == {
        "title": "Cup", "slug": "cup", "address": f"http://{server.address}", "name": "Mei", "team": "Lantern",
        "is_current": True,
    }  # fmt: skip
    assert desk.call("team", "fetch").out == "Ready to be played without a network: 1 stories.\n"
    server.stop()
    played = desk.call("play", "sealed-parcel", "--ranked", "--plain", typed="1\n1\n1\n1\n")
    assert "Getting this chat …\nContest “Cup”, attempt 1 of 3" in played.out and "isn't sent yet" in played.out
    assert played.err == "", "nobody need be asked"
    assert "Reply by reply" not in played.out and "Attempts left: 2" in played.out
    away = desk.call("team", "status")
    assert away.code == 0 and "Nobody answers" in away.out and "Waiting to be sent" in away.out
    assert desk.call("team", "submit").code == 1
    server.start()
    sent = desk.call("team", "submit", "--json")
    # Nobody reads that fast, which somebody will look at; but a quick hand alone costs nobody an attempt.
    assert [(one["story"], one["attempt"], one["state"]) for one in sent.json] == [("sealed-parcel", 1, "flagged")]
    withheld = desk.call("replay", sent.json[0]["run"])
    assert withheld.code == 2 and "review waits" in withheld.err and not withheld.out
    status = desk.call("team", "status", "--json").json
    assert (status["state"], status["problem"]) == ("open", None)
    assert [story["attempts_used"] for story in status["stories"]] == [1]
    assert desk.call("team", "submit").out == "Nothing is waiting to be sent.\n"
    assert desk.call("team", "leave").code == 2, "nobody is asked here"
    left = desk.call("team", "leave", "--yes")
    assert left.code == 0 and " has left “Cup”" in left.out
    assert desk.call("team", "status").code == 2


def test_a_story_outside_the_contest_is_played_for_the_board_of_this_computer(desk: Desk, server: Server) -> None:
    _join(desk, server, "Lin")
    played = desk.call("play", "late-parcel", "--ranked", "--plain", typed="2\n3\n")
    assert played.code == 0 and "not part of the contest" in played.out
    assert played.err == "Contacting the contest's server …\n", "what it waits for is said, and not in the output"
    assert "late-parcel" not in desk.call("team", "status", "--offline").out


def test_who_takes_turns_at_a_computer_is_told_apart_by_name_and_nobody_joins_twice_by_accident(
    desk: Desk, server: Server
) -> None:
    _join(desk, server, "Ann")
    twice = _join(desk, server, "Ben")
    assert twice.code == 2 and "already in “Cup” as Ann" in twice.err and "--again" in twice.err
    assert len(desk.call("team", "status", "--offline", "--json").json["joined"]) == 1
    assert _join(desk, server, "Ben", "--again").code == 0
    assert "Also joined: “Cup” as Ann. Change over: steady team use cup --name" in desk.call("team", "status").out
    assert desk.call("team", "use", "cup", "--name", "ann").out == "You are Ann, team Lantern, in “Cup” now.\n"
    known = _join(desk, server, "ben")
    assert known.code == 2 and 'steady team use cup --name "Ben"' in known.err
    wrong = desk.call("team", "use", "nope")
    assert wrong.code == 2 and "cup (Ann), cup (Ben)" in wrong.err
    unsure = desk.call("team", "leave", "--name", "ben")
    assert unsure.code == 2 and "leave “Cup” as Ben?" in unsure.err
    assert "Ben has left “Cup”" in desk.call("team", "leave", "--name", "ben", "--yes").out
    assert desk.call("team", "leave", "--name", "ben", "--yes").code == 2
    assert "You are Ann" in desk.call("team", "use", "cup").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["join"], "ADDRESS, CODE, --team, --name"),
        (["join", "x y", "7K3M2QXB", "--team", "T", "--name", "N"], "can't read this address"),
        (["join", NOBODY, "7K3M2QXB", "--team", "T", "--name", "N"], "Nobody answers"),
        (["join", NOBODY, "bad", "--team", "T", "--name", "N"], "isn't a join code"),
        (["join", NOBODY, "7K3M2QXB", "--team", "T", "--name", "\x1b[2J"], "Nobody answers"),
        (["status"], "haven't joined"), (["submit"], "haven't joined"), (["leave"], "haven't joined"),
        (["fetch"], "haven't joined"), (["use", "x"], "haven't joined"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_sentence(desk: Desk, words: list[str], said: str) -> None:
    answer = desk.call("team", *words)
    assert answer.code == 2 and said in answer.err and "Traceback" not in answer.err
    assert "\x1b" not in answer.err


def test_who_left_no_server_behind_is_told_and_stays(desk: Desk, server: Server) -> None:
    _join(desk, server, "Bo")
    with_dead = desk.call("team", "leave", "--yes", "--here-only")
    assert "Everything is erased here" in with_dead.out
    assert desk.call("team", "status").code == 2
