"""A whole contest as its people meet it: a server, two terminals, a wall, an organiser, and a proof for everybody."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="pseudo-terminals are a POSIX thing")

from playwright.sync_api import Browser, Page, expect

from game.saves import open_saves
from game.team.rules import nearest
from tests.support.calls import Desk
from tests.support.terminal import ROOT, Terminal

CUP = """\
name = "Spring Cup"
stories = "stories"

[rules]
ranked_least = 1
grace_minutes = 0
"""
"""No grace: the export tells what the deals were made from as soon as the contest is over."""
PATIENCE = 15_000
"""Milliseconds after which what the wall does not show counts as failed."""
ASKS_EVERY = 5000
"""Milliseconds between two looks of the wall at the server."""
KIND, UNKIND = "Four days of the same line", "Please be patient"
"""Two replies to the same customer, by how they begin."""


@dataclass(frozen=True)
class Person:
    """Somebody who plays, on a computer of their own."""

    name: str
    team: str
    saves: Path


class Host:
    """Whoever runs the contest: `steady serve` in one window, `steady team admin` in another."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk(folder)
        self.folder = folder
        rules = folder / "cup.toml"
        rules.write_text(CUP, encoding="utf-8")
        words = ("--lang", "en", "--saves", str(self.desk.saves), "serve", "--port", "0", "--rules", str(rules))
        self._server = subprocess.Popen(
            [sys.executable, "-m", "game", *words], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self._screen = "".join(self._until_it_serves())

    def _until_it_serves(self) -> Iterator[str]:
        for line in self._server.stdout or ():
            yield line
            if line.startswith("Ctrl-C"):
                return

    def told(self, what: str) -> str:
        """What the screen of the server says beside a word."""
        return next(line.split()[-1] for line in self._screen.splitlines() if line.startswith(what))

    def order(self, *words: str) -> None:
        """Have the server do something, and say why."""
        self._admin(*words, "--reason", "as planned", "--yes")

    def _admin(self, *words: str) -> None:
        answer = self.desk.call("--lang", "en", "team", "admin", *words)
        assert answer.code == 0, answer.err

    def proof(self) -> dict[str, int]:
        """Export the contest, have it worked out again, and return the best score of each deal of its story."""
        file = self.folder / "cup.jsonl"
        self._admin("export", "jsonl", "-o", str(file))
        verified = self.desk.call("--lang", "en", "team", "verify", str(file), "--solve", "--json")
        found = {name: verified.json[name] for name in ("ok", "counted", "deals_checked", "best_scores_checked")}
        assert found == {"ok": True, "counted": 2, "deals_checked": True, "best_scores_checked": True}, verified
        lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
        return next(line["best_scores"] for line in lines if line["kind"] == "story")

    def stop(self) -> None:
        """Ctrl-C, after which everything is kept and nothing was amiss."""
        self._server.send_signal(signal.SIGINT)
        _, errors = self._server.communicate(timeout=20)
        assert (self._server.returncode, "Traceback" in errors) == (0, False), errors


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    host = Host(tmp_path)
    yield host
    host.stop()


@pytest.fixture
def wall(host: Host, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(locale="en-GB", reduced_motion="reduce")
    page.set_default_timeout(PATIENCE)
    page.clock.install()
    page.goto(host.told("wall"))
    yield page
    page.close()


def test_a_contest_from_the_first_command_to_the_proof(host: Host, wall: Page) -> None:
    """Two teams play, one of them behind the freeze; the wall tells nothing before the reveal and everything after it.

    The points on it are those of the scores that each player's own computer kept, and the export proves them.
    """
    mei, kai = Person("Mei", "Lantern", host.folder / "mei"), Person("Kai", "Teapot", host.folder / "kai")
    expect(wall.locator("h1")).to_have_text("Spring Cup")
    join_and_play_line_by_line(host, mei, KIND, "Refund it")

    host.order("freeze")
    join_and_play_in_the_app(host, kai, UNKIND)
    wall.reload()
    expect(wall.locator("#state")).to_have_text("On now, board frozen")
    expect(wall.locator("tbody th")).to_have_text(["Lantern"])
    expect(wall.locator("body")).not_to_contain_text("Teapot")

    host.order("close")
    host.order("reveal")
    best = host.proof()
    wall.clock.fast_forward(ASKS_EVERY)
    expect(wall.locator("tr.covered")).to_have_count(2, timeout=PATIENCE)
    wall.keyboard.press("Escape")
    expect(wall.locator("tbody th")).to_have_text(["Lantern", "Teapot"])
    expect(wall.locator("tbody td.score")).to_have_text(team_scores(best, kept_by(mei), kept_by(kai)))


def join_and_play_line_by_line(host: Host, person: Person, *replies: str) -> None:
    """Answer what the commands ask, in two calls, and see that the chat counted."""
    saves = ("--lang", "en", "--saves", str(person.saves))
    with Terminal(*saves, "team", "join") as terminal:
        terminal.wait_for("Server address:")
        for answer in (host.told("address"), host.told("join code"), person.team, person.name):
            terminal.press(f"{answer}\r")
        assert terminal.exit_code() == 0
    with Terminal(*saves, "play", "late-parcel", "--ranked", "--plain") as terminal:
        for reply in replies:
            terminal.wait(lambda: terminal.text.rstrip().endswith("? for help:"))
            terminal.press(place_of(reply, terminal) + "\r")
        terminal.wait_for("just Enter for the shift board")
        assert "Counted: " in terminal.text


def join_and_play_in_the_app(host: Host, person: Person, *replies: str) -> None:
    """From the shift board to the debrief, and see that the chat counted."""
    saves = open_saves(person.saves)
    saves.set_setting("calm", True)
    saves.set_setting("text_speed", "instant")
    saves.close()
    with Terminal("--lang", "en", "--saves", str(person.saves)) as terminal:
        for awaited, keys in (
            ("Enter contest", "e"), ("Join a team contest", host.told("address") + "\r"),
            (host.told("address"), host.told("join code") + "\r"), (host.told("join code"), person.team + "\r"),
            (person.team, person.name + "\r"), (f"as {person.name}, team {person.team}", "3"),
            ("attempts left", "\r"), ("Begin", "\r"),
        ):  # fmt: skip
            terminal.wait_for(awaited)
            terminal.press(keys)
        for reply in replies:
            terminal.wait_for(reply)
            terminal.press(place_of(reply, terminal))
        for awaited, keys in (("The chat is over.", "\r"), ("Any key goes on", " ")):
            terminal.wait_for(awaited)
            terminal.press(keys)
        terminal.wait_for("Counted")


def place_of(reply: str, terminal: Terminal) -> str:
    """The digit at which a reply is listed, in a deal that nobody knows before."""
    return str(re.findall(rf"(\d)(?::|  ) *{reply}", terminal.text)[-1])


def kept_by(person: Person) -> tuple[str, int]:
    """The deal and the score of the one chat that a player's own computer has kept."""
    saves = open_saves(person.saves)
    (chat,) = saves.history()
    deal = saves.load(chat.id).run.deal
    saves.close()
    assert chat.result
    return deal.variant, chat.result.score


def team_scores(best: dict[str, int], *chats: tuple[str, int]) -> list[str]:
    """What the wall must show of teams of one person each, worked out by the rule that is printed below it."""
    points = [nearest(1000 * score, best[deal]) for deal, score in chats]
    mean = Fraction(sum(points), len(points))
    return [str(floor((one + 10 * mean) / 11 + Fraction(1, 2))) for one in points]
