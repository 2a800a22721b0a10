"""Every call answers in the user's language, with the exit code of the contract, and never with a traceback."""

import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from game import __version__
from game.cli import main
from game.cli.call import COMMANDS
from game.saves import open_saves
from tests.support.calls import Desk

ROOT = Path(__file__).parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_version_is_one_line(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"steady {__version__}\n"
    assert desk.call("--lang", "zh", "--version").out == f"steady {__version__}\n"


@pytest.mark.parametrize("words", [(), *((name,) for name in COMMANDS)])
def test_help_is_wholly_in_the_users_language(words: tuple[str, ...], desk: Desk) -> None:
    """In Chinese, every line that says something says it in Chinese; what is left is usage, options, ids."""
    answer = desk.call("--lang", "zh", *words, "--help")
    assert answer.code == 0
    assert answer.err == ""
    prose = re.compile(r"(?:\b[a-z]{2,} ){3}")
    lines = [line for line in answer.out.splitlines() if not line.startswith(("用法", " " * 10 + "["))]
    assert [line for line in lines if prose.search(line) and not CHINESE.search(line)] == []
    assert not re.search(r"optional|positional|show this|usage", answer.out)


@pytest.mark.parametrize(
    "words",
    [
        ("fly",),
        ("run",),
        ("run", "late-parcel", "--wings"),
        ("run", "late-parcel", "--deal"),
        ("run", "late-parcel", "--json=yes"),
        ("play", "late-parcel", "again"),
        ("run", "no-such-story"),
        ("run", "late-parcel", "--choose", "fly"),
        ("run", "late-parcel", "--deal", "stolen"),
        ("run", "late-parcel", "--deal", "lost:x"),
        ("replay", "nothing"),
        ("play", "--from", "opening"),
        ("play", "--ranked"),
        ("play", "late-parcel", "--from", "offer", "--ranked"),
        ("play", "late-parcel", "--from", "attic"),
        ("play", "nowhere"),
    ],
)
def test_a_wrong_call_exits_2_with_a_sentence_in_the_users_language(words: tuple[str, ...], desk: Desk) -> None:
    for language in ("zh", "en"):
        answer = desk.call("--lang", language, *words)
        assert answer.code == 2
        assert answer.out == ""
        first = answer.err.splitlines()[0]
        assert bool(CHINESE.search(first)) == (language == "zh")
        assert "expected one argument" not in answer.err
        assert "choose from" not in answer.err


def test_a_wrong_lang_is_told_in_the_language_of_the_environment(desk: Desk) -> None:
    assert CHINESE.search(desk.call("--lang", "fr", environ={"LANG": "zh_CN.UTF-8"}).err)


def test_the_players_setting_wins_over_the_environment_and_the_option_over_both(desk: Desk) -> None:
    saves = open_saves(desk.saves)
    saves.set_setting("language", "zh")
    saves.close()
    assert CHINESE.search(desk.call("--help").out)
    assert not CHINESE.search(desk.call("--lang", "en", "--help").out.replace("中文", ""))


def test_of_two_languages_the_last_counts(desk: Desk) -> None:
    assert CHINESE.search(desk.call("--lang=en", "--lang", "zh", "run").err)


def test_options_are_never_shortened(desk: Desk) -> None:
    """What an abbreviation means would change with every new option."""
    assert desk.call("run", "late-parcel", "--js").code == 2


def test_control_characters_of_a_call_are_not_echoed(desk: Desk) -> None:
    assert "\x1b" not in desk.call("run", "\x1b]0;x\x07", "--choose", "\x1b[2J").err
    assert "\x1b" not in desk.call("run", "late-parcel", "--choose", "\x1b[2J").err


def test_the_unforeseen_is_a_sentence_and_a_log(desk: Desk) -> None:
    """A stream that fails in a way nobody foresees stands for every such error."""
    answer = _call_with_failing_input(desk)
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    [log] = desk.saves.glob("error-*.log")
    assert str(log) in answer.stderr
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_the_traceback_is_shown_to_those_who_ask(desk: Desk) -> None:
    assert "ZeroDivisionError" in _call_with_failing_input(desk, STEADY_DEBUG="1").stderr


def test_a_reader_that_leaves_early_is_no_error(desk: Desk) -> None:
    pipe = subprocess.Popen(
        [sys.executable, "-m", "game", "--saves", str(desk.saves), "run", "late-parcel", "--json"],
        cwd=ROOT, env={**os.environ, **desk.environ}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert pipe.stdout is not None
    assert pipe.stderr is not None
    pipe.stdout.close()
    told = pipe.stderr.read()
    pipe.stderr.close()
    assert pipe.wait(30) == 1
    assert told == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is a Linux device")
@pytest.mark.parametrize("words", ["run late-parcel", "--lang en --version", "play late-parcel", "check late-parcel"])
def test_a_full_disk_is_told_in_a_sentence(words: str, desk: Desk) -> None:
    answer = _shell(f"{words} <&- >/dev/full", desk)
    assert answer.returncode == 2
    assert answer.stderr.startswith("The system refused: No space left on device.")
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("words", ["run {}", "check {}", "fmt {}", "play {}", "replay {}", "--saves {} run"])
def test_a_path_that_the_system_cannot_take_is_a_wrong_call(words: str, desk: Desk) -> None:
    answer = desk.call(*words.format("a" * 5000).split())
    assert (answer.code, answer.out) == (2, "")
    assert answer.err
    assert not list(desk.saves.glob("error-*.log"))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder that someone stands in")
def test_a_folder_that_is_gone_is_no_reason_to_stop(desk: Desk, tmp_path: Path) -> None:
    gone = f'mkdir "{tmp_path}/gone"; cd "{tmp_path}/gone"; rmdir ../gone'
    answer = _shell("--saves here run late-parcel", desk, gone)
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk"])
def test_a_terminal_that_lacks_characters_gets_the_rest(encoding: str, desk: Desk) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "game", "--lang", "zh", "--saves", str(desk.saves), "play", "late-parcel"],
        cwd=ROOT, env={**os.environ, **desk.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        input=b"\xff\xfe\n1\n1\n", capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"Ms Lin" in done.stdout


def test_a_ranked_chat_is_kept_as_one(desk: Desk) -> None:
    assert desk.call("play", "late-parcel", "--ranked", typed="a\n").code == 0
    with closing(open_saves(desk.saves)) as saves:
        assert [run.mode for run in saves.unfinished()] == ["ranked"]


def test_a_chat_from_a_scene_went_there_by_replies_and_is_kept(desk: Desk) -> None:
    """A practice run like any other: shown as it was played, and offered for going on."""
    answer = desk.call("play", "late-parcel", "--from", "offer")
    assert answer.code == 0
    assert answer.out.index("Four days of the same line") < answer.out.index("Refund it or send another today?")
    with closing(open_saves(desk.saves)) as saves:
        assert [(run.mode, run.language, saves.load(run.id).run.actions) for run in saves.unfinished()] == [
            ("practice", "en", ("name-it",))
        ]


def test_a_scene_that_cannot_be_reached_is_said_to_be_so(desk: Desk) -> None:
    text = desk.story.read_text(encoding="utf-8")
    lost = "  attic: {choices: [{id: hide, text: Hide., go: END}]}\n"
    desk.story.write_text(text.replace("uses: [OPTIONS]}\n", "uses: [OPTIONS], go: END}\n" + lost), encoding="utf-8")
    for language in ("zh", "en"):
        answer = desk.call("--lang", language, "play", "late-parcel", "--from", "attic")
        assert (answer.code, answer.out) == (2, "")
        assert "attic" in answer.err
        assert bool(CHINESE.search(answer.err)) == (language == "zh")


def test_a_closed_input_is_an_empty_one(desk: Desk) -> None:
    done = _shell("play late-parcel <&-", desk)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def _shell(words: str, desk: Desk, before: str = "true") -> "subprocess.CompletedProcess[str]":
    """Run `steady words` through a shell, with what it takes to redirect streams, after `before`."""
    call = f'{before}; "{sys.executable}" -m game --saves "{desk.saves}" {words}'
    environ = {**os.environ, **desk.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(call, shell=True, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60)


def _call_with_failing_input(desk: Desk, **environ: str) -> "subprocess.CompletedProcess[str]":
    code = """
import os, sys
from io import StringIO
from game.cli.call import run_call
from game.cli.streams import Streams

class Failing(StringIO):
    def read(self, *_):
        return 1 / 0

sys.exit(run_call(sys.argv[1:], Streams(Failing(), sys.stdout, sys.stderr, os.environ)))
"""
    return subprocess.run(
        [sys.executable, "-c", code, "--lang", "en", "--saves", str(desk.saves), "replay", "-"],
        cwd=ROOT, env={**os.environ, **desk.environ, **environ}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
