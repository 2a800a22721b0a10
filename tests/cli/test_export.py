"""`steady export`: what was practised, for other programs."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

from game.cli.export import COLUMNS
from game.saves import import_run
from tests.cli.practising import practise
from tests.support.calls import Desk


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_has_a_row_for_each_chat_first_one_first(desk: Desk) -> None:
    practise(desk)
    done, left, again = rows(desk.call("export", "--format", "csv").out)
    assert tuple(done) == COLUMNS
    assert done["started"] == "2023-11-14T22:13:20Z" and done["seconds"] == "420"
    assert (done["replies"], done["care"], done["ending"], done["grade"], done["score"]) == (
        "2", "1", "calmer", "best", "912",
    )  # fmt: skip
    assert left["score"] == "" and left["slips"] == "1" and again["replies"] == "1"


def test_csv_without_a_chat_has_its_headings(desk: Desk) -> None:
    assert desk.call("export", "--format", "csv").out == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize("player", ["=1+1", "+a", "-a", "@SUM(A1)"])
def test_no_text_is_a_formula_to_a_spreadsheet(desk: Desk, player: str) -> None:
    practise(desk, player)
    assert rows(desk.call("export", "--format", "csv").out)[0]["player"] == f"'{player}"


def test_a_csv_file_says_that_it_is_utf_8(desk: Desk, tmp_path: Path) -> None:
    """Spreadsheets take it for another encoding without the mark, and show no Chinese."""
    practise(desk, "小林")
    answer = desk.call("export", "--format", "csv", "-o", str(tmp_path / "a.csv"))
    data = (tmp_path / "a.csv").read_bytes()
    assert answer.code == 0 and not answer.out and data.startswith(b"\xef\xbb\xbf") and "小林".encode() in data


def test_json_holds_runs_that_can_be_replayed(desk: Desk) -> None:
    done, _, _ = practise(desk)
    first, second, _ = desk.call("export", "--format", "json").json
    assert import_run(first["replay"]) == done.run
    assert first["techniques"] == {"NAME": 1, "OPTIONS": 1} and second["score"] is None


def test_statements_have_what_a_store_asks_for(desk: Desk) -> None:
    """The properties that xAPI 1.0.3 requires, in the forms it requires."""
    practise(desk)
    told = desk.call("export", "--format", "xapi").json
    assert [one["verb"]["id"].rpartition("/")[2] for one in told] == [
        "initialized", "completed", "initialized", "initialized", "completed",
    ]  # fmt: skip
    uuid = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
    for one in told:
        assert uuid.fullmatch(one["id"]) and uuid.fullmatch(one["context"]["registration"])
        assert one["actor"]["account"]["name"] == "Lin" and one["object"]["id"] == "urn:steady-dear:story:late-parcel"
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one["timestamp"])
    result: dict[str, Any] = told[1]["result"]
    assert result["score"] == {"scaled": 0.912, "raw": 912, "min": 0, "max": 1000}
    assert result["success"] is True and result["completion"] is True and result["duration"] == "PT420S"


def test_the_same_chat_is_the_same_statement(desk: Desk) -> None:
    practise(desk)
    once, again = (desk.call("export", "--format", "xapi").json for _ in range(2))
    assert [one["id"] for one in once] == [one["id"] for one in again] and len({one["id"] for one in once}) == len(once)


def test_a_learner_may_be_known_by_an_address(desk: Desk) -> None:
    practise(desk)
    told = desk.call("export", "--format", "xapi", "--learner", "lin@example.org").json
    assert told[0]["actor"] == {"objectType": "Agent", "mbox": "mailto:lin@example.org"}


@pytest.mark.parametrize(
    ("words", "said"), [(("--learner", "lin"), "not an e-mail"), (("-o", "no/such/a.csv"), "could not be written")]
)
def test_what_cannot_be_done_is_a_wrong_call(desk: Desk, words: tuple[str, ...], said: str) -> None:
    answer = desk.call("export", "--format", "csv", *words)
    assert answer.code == 2 and said in answer.err and not answer.out


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", ["stats", "export"])
def test_both_answer_help_in_both_languages(desk: Desk, command: str, language: str) -> None:
    answer = desk.call("--lang", language, command, "--help")
    assert answer.code == 0 and answer.out
