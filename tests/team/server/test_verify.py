"""A contest is exported, and worked out again by whoever has the file: what the server says is what the runs show."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from game.team.exported import ExportError, read_lines
from game.team.recount import Recounted, recount
from game.team.rules import ContestRules
from game.team.server.database import Database
from game.team.server.migrate import migrate
from game.team.server.organisers.export import export
from game.team.stories import story_of
from tests.support.calls import Answer, Desk
from tests.team.server.loading import Loading
from tests.team.server.serving import Serving

Lines = list[dict[str, Any]]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Lines:
    """A contest in which a little of everything has happened, over since yesterday."""
    database = Database.in_file(tmp_path_factory.mktemp("verify") / "team.db")
    migrate(database)
    loading = Loading(Serving(database, ContestRules(min_group=1, ranked_least=1, shown_share=100)), 3, 9)
    loading.anything(Random(5), 70)
    serving = loading.serving
    serving.ask("DELETE", "/api/me?runs=keep", token=loading.tokens[0])
    serving.ask("DELETE", "/api/me?runs=delete", token=loading.tokens[1])
    serving.ask("POST", "/api/me/hide", {"hidden": True}, loading.tokens[2])
    serving.admin("close")
    serving.now += 3_600_000
    lines = lines_of(serving)
    serving.close()
    database.close()
    return lines


def lines_of(serving: Serving, **options: bool) -> Lines:
    whole = b"".join(export(serving.services, serving.made.contest.id, "jsonl", **options))
    return [json.loads(line) for line in whole.splitlines()]


def again(lines: Lines) -> Recounted:
    return recount(read_lines(packed(lines).splitlines()), lambda line: story_of(line.yaml))


def packed(lines: Lines) -> bytes:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def test_an_honest_contest_comes_out_as_it_was_published(exported: Lines) -> None:
    found = again(exported)
    assert found.differences == ()
    assert found.counted >= 10
    assert {run["status"] for run in exported if run["kind"] == "run"} >= {"counted", "flagged", "void"}
    assert set(found.compared) == {"team", "member", "story:late-1", "story:late-2", "story:late-3"}
    assert found.dealt


def test_a_running_contest_is_verified_with_its_secret_kept(serving: Serving) -> None:
    for number in range(3):
        serving.join(f"P{number}").play(taste=number)
    lines = lines_of(serving)
    assert lines[0]["secret"] == ""
    assert (again(lines).total, again(lines).dealt) == (0, False)
    serving.admin("freeze")
    serving.join("Late").play()
    frozen = again(lines_of(serving))
    assert (frozen.compared, frozen.total, frozen.runs) == ((), 0, 4)


def test_an_export_without_names_names_nobody_and_is_verified_all_the_same(serving: Serving) -> None:
    for number in range(6):
        serving.join(f"Person {number}").play(taste=number)
    mei = serving.join("Person 7")
    serving.admin("rename", id=mei.id, name="Person 8", reason="Person 7 asked")
    lines = lines_of(serving, names=False)
    assert "Person" not in json.dumps(lines)
    assert again(lines).total == 0


def test_a_run_is_as_late_as_its_ticket_says_by_then(serving: Serving) -> None:
    """A ticket that was renewed lasts longer than its hours; of runs of earlier versions, only these are known."""
    mei = serving.join("Mei")
    mei.play(1)
    body = mei.submission(mei.ticket())
    serving.now += 25 * 3_600_000
    mei.ticket()
    assert mei.send(body).data["status"] == "counted"
    lines = lines_of(serving)
    assert again(lines).total == 0
    (of_old, renewed) = (line for line in lines if line["kind"] == "run")
    del of_old["expires_at"]
    assert again(lines).total == 0
    renewed["expires_at"] = None
    assert [difference.code for difference in again(lines).differences] == ["should_not_count"]


def one(lines: Lines, kind: str, **like: Any) -> dict[str, Any]:
    return next(line for line in lines if line["kind"] == kind and like.items() <= line.items())


def counting(lines: Lines) -> dict[str, Any]:
    return one(lines, "run", status="counted")


def _give_points(lines: Lines) -> None:
    row = one(lines, "board")["board"]["rows"][0]
    row["score"] += 1


def _swap_places(lines: Lines) -> None:
    board = next(line["board"] for line in lines if line["kind"] == "board" and len(line["board"]["rows"]) > 1)
    rows = board["rows"]
    rows[0], rows[1] = {**rows[1], "place": 1}, {**rows[0], "place": 2}


def _lose_a_run(lines: Lines) -> None:
    run = max((r for r in lines if r["kind"] == "run" and r["status"] == "counted"), key=lambda r: r["points"])
    lines.remove(run)
    lines[-1]["lines"] -= 1


def _lose_a_first_run(lines: Lines) -> None:
    """Of somebody who played that story again; the boards are left out, so that they cannot tell."""
    again = {(run["member"], run["digest"]) for run in lines if run["kind"] == "run" and run["attempt"] == 2}
    first = next(run for run in lines if run["kind"] == "run" and run["attempt"] == 1 and run["reason"] != "unplayable"
                 and (run["member"], run["digest"]) in again)  # fmt: skip
    lines[:] = [line for line in lines if line is not first and line["kind"] != "board"]
    lines[-1]["lines"] = len(lines) - 1


def _double_a_run(lines: Lines) -> None:
    run = counting(lines)
    lines.insert(lines.index(run), {**run, "id": run["id"][:-1] + ("0" if run["id"][-1] != "0" else "1")})
    lines[-1]["lines"] += 1


def _log(lines: Lines, **said: str) -> None:
    """One more line of the log."""
    told = {"kind": "audit", "at": 1, "actor": "admin", "target": "", "before": "", "after": "", "reason": "x", **said}
    lines.insert(next(number for number, line in enumerate(lines) if line["kind"] in ("run", "board")), told)
    lines[-1]["lines"] += 1


def _call_late_after_opening(lines: Lines) -> None:
    _log(lines, action="open", before="planned", after="open")
    counting(lines).update(status="late", reason="closed")


def _log_void(lines: Lines) -> None:
    _log(lines, action="void", target=counting(lines)["id"], before="counted", after="void")


LIES: dict[str, tuple[Callable[[Lines], None], str]] = {
    "score": (lambda lines: counting(lines).update(score=1000), "other_score"),
    "points": (lambda lines: counting(lines).update(points=1), "other_points"),
    "best score": (lambda lines: counting(lines).update(best_score=1), "other_best_score"),
    "ending": (lambda lines: counting(lines).update(ending="none"), "other_ending"),
    "stamina": (lambda lines: counting(lines).update(stamina=0), "other_stamina"),
    "actions": (lambda lines: counting(lines)["actions"].append("x") or counting(lines)["times_ms"].append(10**9),
                "no_end"),
    "deal": (lambda lines: counting(lines).update(order=12345), "other_deal"),
    "times": (lambda lines: counting(lines).update(times_ms=[0] * len(counting(lines)["actions"])),
              "should_not_count"),
    "void": (lambda lines: counting(lines).update(status="void"), "void_unsaid"),
    "a flag hidden": (lambda lines: one(lines, "run", status="flagged").update(status="counted", flags=[]),
                      "other_flags"),
    "a flag too many": (lambda lines: counting(lines).update(status="flagged", flags=["reading"]), "other_flags"),
    "refused for nothing": (lambda lines: counting(lines).update(status="refused", reason=""), "other_reason"),
    "late, as it was opened by hand": (_call_late_after_opening, "not_late"),
    "taken out by the log, and counted": (_log_void, "void_unsaid"),
    "late": (lambda lines: counting(lines).update(status="late", reason="closed"), "not_late"),
    "attempt": (lambda lines: counting(lines).update(attempt=9), "beyond_attempts"),
    "team": (lambda lines: counting(lines).update(team=one(lines, "team")["id"] + "x"), "no_member"),
    "story": (lambda lines: one(lines, "story").update(digest="0" * 16), "other_digest"),
    "rules": (lambda lines: counting(lines).update(rules=99), "other_rules"),
    "board": (_give_points, "board"),
    "places": (_swap_places, "board"),
    "a run lost": (_lose_a_run, "board"),
    "a run lost that another followed": (_lose_a_first_run, "attempt_missing"),
    "a run doubled": (_double_a_run, "attempt_twice"),
    "a name": (lambda lines: one(lines, "team").update(name="Others"), "board"),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_anywhere_in_an_export_is_found(exported: Lines, lie: str) -> None:
    lines = json.loads(json.dumps(exported))
    tell, code = LIES[lie]
    tell(lines)
    assert code in {difference.code for difference in again(lines).differences}


BROKEN: dict[str, tuple[Callable[[Lines], bytes], str]] = {
    "nothing": (lambda lines: b"", "empty"),
    "cut off": (lambda lines: packed(lines[:-1]), "cut_off"),
    "a line lost": (lambda lines: packed([*lines[:5], *lines[6:]]), "cut_off"),
    "no json": (lambda lines: b"{\n", "bad_line"),
    "a list": (lambda lines: b"[]\n", "no_line"),
    "other kind": (lambda lines: b'{"kind": ["x"]}\n', "no_line"),
    "upside down": (lambda lines: packed(lines[::-1]), "out_of_order"),
    "two contests": (lambda lines: packed([lines[0], *lines]), "out_of_order"),
    "more": (lambda lines: packed([{**lines[0], "more": 1}]), "bad_line"),
    "huge number": (lambda lines: packed(lines).replace(b'"attempt": 1', b'"attempt": ' + b"9" * 6000), "bad_line"),
    "float": (lambda lines: packed(lines).replace(b'"attempt": 1', b'"attempt": 1e999'), "bad_line"),
    "deep": (lambda lines: b"[" * 100_000 + b"\n", "bad_line"),
    "too long a line": (lambda lines: b'{"kind": "contest", "name": "' + b"x" * (9 * 1024 * 1024), "bad_line"),
    "latin-1": (lambda lines: b'{"kind": "contest", "name": "\xff"}\n', "bad_line"),
    "a status that no server gives": (
        lambda lines: packed(lines).replace(b'"status": "counted"', b'"status": "practice"'), "bad_line"),
    "path as id": (lambda lines: packed([lines[0], {**lines[1], "id": "../../etc/passwd"}]), "bad_line"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_export_is_refused_and_nothing_else_happens(exported: Lines, case: str) -> None:
    make, code = BROKEN[case]
    with pytest.raises(ExportError) as caught:
        recount(read_lines(make(exported).splitlines()), lambda line: story_of(line.yaml))
    assert caught.value.code == code


# The command


def verify(folder: Path, data: bytes, name: str = "cup.jsonl", *words: str) -> Answer:
    (folder / name).write_bytes(data)
    return Desk(folder / f"desk of {name}").call("--lang", "en", "team", "verify", str(folder / name), *words)


def test_the_command_says_that_everything_agrees_or_what_does_not(exported: Lines, tmp_path: Path) -> None:
    fine = verify(tmp_path, packed(exported))
    assert (fine.code, fine.err) == (0, "")
    assert "Everything is as the export says." in fine.out
    lines = json.loads(json.dumps(exported))
    counting(lines)["score"] += 1
    lied = verify(tmp_path, packed(lines), "lied.jsonl", "--json")
    assert lied.code == 1
    assert [difference["code"] for difference in lied.json["differences"]] == ["other_score"]
    assert lied.json["boards"]["team"]["rows"]


def test_each_format_that_holds_everything_is_verified_and_the_spreadsheet_is_refused(
    serving: Serving, tmp_path: Path
) -> None:
    serving.join("Mei").play()
    for format, code in (("jsonl", 0), ("json", 0), ("zip", 0), ("csv", 2)):
        data = b"".join(export(serving.services, serving.made.contest.id, format))  # type: ignore[arg-type]
        answer = verify(tmp_path, data, f"cup.{format}")
        assert (answer.code, ".jsonl, .json or .zip" in answer.err) == (code, code == 2), answer


def zipped(path: Path, entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path.read_bytes()


def test_a_zip_is_read_where_it_is_and_never_unpacked(exported: Lines, tmp_path: Path) -> None:
    """Not even one whose entry is named to land elsewhere."""
    data = zipped(tmp_path / "x", {"../../../escaped.jsonl": packed(exported)})
    assert verify(tmp_path, data, "cup.zip").code == 0
    assert {path.name for path in tmp_path.rglob("*.jsonl")} == set()
    assert not (tmp_path.parent / "escaped.jsonl").exists()


def test_a_zip_that_means_harm_gets_a_sentence(exported: Lines, tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "x", {"a.jsonl": b" " * 60_000_000})
    whole = zipped(tmp_path / "x", {"a.jsonl": packed(exported)})
    bad = {
        "bomb": bomb,
        "two": zipped(tmp_path / "x", {"a.jsonl": b"", "b.jsonl": b""}),
        "none": zipped(tmp_path / "x", {"readme": b""}),
        "cut": whole[: len(whole) // 2],
        "spoilt": whole[:2000] + b"\0" * 50 + whole[2050:],
        "lzma": zipped(tmp_path / "x", {"a.jsonl": packed(exported)}, zipfile.ZIP_LZMA),
        "no zip": b"PK\x03\x04" + b"x" * 100,
    }
    for name, data in bad.items():
        answer = verify(tmp_path, data, f"{name}.zip")
        assert (answer.code, answer.out) == (2, ""), name
        assert "Traceback" not in answer.err
        assert len(answer.err) < 400, answer.err


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    answer = Desk(tmp_path).call("--lang", "en", "team", "verify", str(tmp_path / "nothing"))
    assert answer.code == 2
    assert "I cannot read" in answer.err


def test_a_story_in_an_export_that_means_harm_harms_nobody(exported: Lines, tmp_path: Path) -> None:
    lines = json.loads(json.dumps(exported))
    one(lines, "story")["yaml"] = "[" * 100_000
    answer = verify(tmp_path, packed(lines))
    assert answer.code == 1
    assert "cannot be read" in answer.out
