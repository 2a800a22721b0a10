"""What is said of a contest: times without ticking, what became of a run, which field is to be put right."""

import tomllib
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest

from game.team.client.errors import ContestError
from game.text import Language, load
from game.ui.contest.fields import Wish, faults_of, field_of, warning
from game.ui.contest.words import countdown, sending_line, span, state_sentence, trouble
from tests.support.contest import SENDINGS, STANDING, clock
from tests.support.ui import NOON

EN = load("en", strict=True)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(30, "less than 2 minutes"), (150, "2 minutes"), (7100, "118 minutes"), (7300, "2 hours"), (200_000, "2 days")],
)
def test_a_wait_is_told_roughly(seconds: float, told: str) -> None:
    assert span(EN, seconds) == told


def test_the_countdown_goes_on_by_this_computers_clock_from_what_the_server_said() -> None:
    assert "close in 3 hours" in countdown(EN, STANDING, NOON)
    assert "close in 30 minutes" in countdown(EN, STANDING, NOON + 9100)
    assert countdown(EN, STANDING, NOON + 20_000) == ""


def test_a_contest_without_an_end_has_no_countdown() -> None:
    endless = replace(STANDING, clock=clock(freezes=None, closes=None))
    assert state_sentence(EN, endless, NOON) == "The contest is on."


def test_a_run_that_waits_says_why_and_one_that_was_never_tried_is_being_sent() -> None:
    waiting = SENDINGS[2]
    assert waiting.sentence in sending_line(EN, waiting)
    assert sending_line(EN, replace(waiting, tries=0)) == EN("team_client.play.sending")


def test_a_refused_run_says_what_the_server_said() -> None:
    assert SENDINGS[1].sentence in sending_line(EN, SENDINGS[1])


def test_every_field_is_read_by_its_own_rule() -> None:
    assert set(faults_of(Wish("", "", "", ""))) == {"address", "code", "team", "name"}
    assert faults_of(Wish("１９２．１６８．１．５：８７６５", " 7k3m 2qxb ", "拿铁", "小林")) == {}


@pytest.mark.parametrize(("refusal", "field"), [("wrong_code", "code"), ("name_taken", "name"), ("", "address")])
def test_a_refusal_is_told_at_its_field(refusal: str, field: str) -> None:
    assert field_of(ContestError("refused", refusal=refusal)) == field


def test_plain_http_is_warned_of_outside_the_own_network_alone() -> None:
    assert warning(EN, "http://contest.example.com") and not warning(EN, "192.168.1.5") and not warning(EN, "?")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_that_goes_wrong_in_the_app_is_mended_by_a_command(language: Language) -> None:
    areas = {
        area: tomllib.loads((files("game.text") / "messages" / language / f"{area}.toml").read_text(encoding="utf-8"))
        for area in ("team_client", "ui_contest")
    }

    def as_written(key: str, **_: object) -> str:
        area, part, name = key.split(".")
        return str(areas[area][part][name])

    said: Any = as_written
    for code in areas["team_client"]["error"]:
        assert "steady " not in trouble(said, ContestError(code)), code
