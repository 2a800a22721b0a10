"""Calls go down: what each part loads when it is imported, and what a command loads when it runs.

The import contracts in pyproject.toml see every import that is written; these tests see what is really loaded, late
imports and detours through other packages included.
"""

import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parent.parent
NEVER_LOADED = {
    "story": ["textual", "rich", "yaml", "polib", "sqlite3", "platformdirs"],
    "engine": ["textual", "rich", "yaml", "polib", "sqlite3", "platformdirs"],
    "text": ["textual", "yaml", "polib", "sqlite3"],
    "format": ["textual", "sqlite3"],
    "saves": ["textual", "yaml", "polib", "rich", "httpx"],
    "lab": ["textual", "sqlite3", "numpy"],
    "plain": ["textual", "httpx"],
    "cli": ["textual", "yaml", "polib", "sqlite3", "httpx"],
}
"""Packages of others that a part has no business with."""
MAY_KNOW = {
    "story": set(),
    "engine": {"story"},
    "text": set(),
    "format": {"story", "engine", "text"},
    "saves": {"story", "engine"},
    "lab": {"story", "engine", "text", "format", "analysis"},
    "plain": {"story", "engine", "text", "format", "saves"},
    "ui": {"story", "engine", "text", "format", "saves"},
    "cli": {"text"},
}
"""Parts of ours that may be loaded with a part. A command loads the rest only when it runs."""
QUIET_COMMANDS = {
    "--version": ["textual", "yaml", "polib", "sqlite3", "httpx"],
    "--help": ["textual", "yaml", "sqlite3"],
    "run picky-returner --json": ["textual", "sqlite3", "httpx"],
    "check --quick": ["textual", "sqlite3", "numpy"],
}
"""Commands that work without the app, and what else they leave alone."""

LIST_LOADED = "import sys; print(*sys.modules, file=sys.stderr)"
RUN_COMMAND = """
import sys
from game.cli import main
try:
    code = main()
except SystemExit as end:
    code = end.code
print(*sys.modules, file=sys.stderr)
sys.exit(code)
"""
PARTS = [part for part in MAY_KNOW if (ROOT / "game" / part / "__init__.py").exists()]


def test_no_imports_go_round_in_a_circle() -> None:
    """Not those inside functions either, nor those for types alone: every file can be read after those below it."""
    graph = grimp.build_graph("game", cache_dir=None)
    TopologicalSorter({name: graph.find_modules_directly_imported_by(name) for name in graph.modules}).prepare()


@pytest.mark.parametrize("part", [part for part in PARTS if part != "ui"])
def test_a_part_loads_no_package_that_is_not_its_business(part: str) -> None:
    loaded = _loaded_by(f"import game.{part}\n{LIST_LOADED}")
    assert f"game.{part}" in loaded
    assert loaded & set(NEVER_LOADED[part]) == set()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_knows_only_the_parts_below_it(part: str) -> None:
    loaded = _loaded_by(f"import game.{part}\n{LIST_LOADED}")
    known = {name.split(".")[1] for name in loaded if name.startswith("game.")} & set(PARTS)
    assert known - {part} <= MAY_KNOW[part]


@pytest.mark.parametrize("command", QUIET_COMMANDS if "cli" in PARTS else [])
def test_a_command_loads_only_what_it_needs(command: str, tmp_path: Path) -> None:
    loaded = _loaded_by(RUN_COMMAND, "--saves", str(tmp_path), *command.split())
    assert "game.cli" in loaded
    assert loaded & set(QUIET_COMMANDS[command]) == set()


def test_the_shift_board_shows_without_the_rules() -> None:
    """Home is painted before any story is played: what only a chat needs is loaded when a chat begins."""
    loaded = _loaded_by(f"import game.ui.app, game.ui.screens.home\n{LIST_LOADED}")
    absent = ("game.engine", "game.story", "yaml", "polib", "httpx")
    assert {name for name in loaded if name.startswith(absent)} == set()


def test_contests_are_looked_at_without_the_http_library() -> None:
    """It is loaded when a server is first asked: a game without a network, or without a contest, starts without it."""
    loaded = _loaded_by(f"import game.team.client.contest_play, game.plain.contest\n{LIST_LOADED}")
    assert {name for name in loaded if name.startswith(("httpx", "ssl"))} == set()


def _loaded_by(code: str, *arguments: str) -> set[str]:
    """The modules loaded at the end of a fresh interpreter that ran `code`, given as the last line of its errors."""
    order = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(order, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())
