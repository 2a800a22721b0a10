"""`steady check --watch` in a process of its own: it looks again at every save and goes quietly."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.calls import PARCEL

LAST_LINE = "Press Ctrl-C to stop."
ROOT = Path(__file__).parents[2]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "late-parcel" / "story.yaml"
    file.parent.mkdir()
    file.write_text(PARCEL, encoding="utf-8")
    return file


@pytest.fixture
def watch(story: Path) -> Iterator["subprocess.Popen[str]"]:
    """The command at work, its output read line by line."""
    order = [sys.executable, "-m", "game", "--lang", "en", "--saves", str(story.parents[1] / "saves")]
    order += ["check", "--quick", "--watch", str(story)]
    process = subprocess.Popen(
        order, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", text=True
    )
    yield process
    process.kill()
    process.communicate()


def save(story: Path, text: str) -> None:
    """Save as editors do: the file is whole at every moment."""
    beside = story.with_name("story.yaml~")
    beside.write_text(text, encoding="utf-8")
    beside.replace(story)


def report(process: "subprocess.Popen[str]") -> str:
    """What it says up to the end of one look."""
    assert process.stdout is not None
    lines: list[str] = []
    while not lines or LAST_LINE not in lines[-1]:
        line = process.stdout.readline()
        assert line, "it ended instead of watching"
        lines.append(line)
    return "".join(lines)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no Ctrl-C to send to one process alone")
def test_every_save_is_looked_at_until_ctrl_c(story: Path, watch: "subprocess.Popen[str]") -> None:
    assert "no problems found" in report(watch)
    save(story, PARCEL.replace("go: END", "go: nowhere"))
    assert "[unknown-scene]" in report(watch)
    story.unlink()
    assert "[cannot-read]" in report(watch)
    save(story, PARCEL)
    assert "no problems found" in report(watch)
    watch.send_signal(signal.SIGINT)
    out, err = watch.communicate(timeout=30)
    assert (watch.returncode, out.strip(), err) == (0, "", "")
