"""Every problem has a sentence in both languages that says what, where and what to do."""

import ast
import re
import sqlite3
from pathlib import Path

import pytest

import game.saves
from game.saves.problems import SavesProblem, problem_of
from game.text import Translator
from game.text.messages import read_area

FOLDER = Path(game.saves.__file__).parent
CODES = sorted(key.removeprefix("problem.") for key in read_area("en", "saves") if key.startswith("problem."))


def test_every_code_in_the_program_has_a_sentence_and_every_sentence_a_code() -> None:
    said = {text for file in FOLDER.glob("*.py") for text in _strings(file)}
    assert set(CODES) <= said
    called = {code for file in FOLDER.glob("*.py") for code in _problem_codes(file)}
    assert called and called <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_can_be_said(code: str, t: Translator) -> None:
    names = re.findall(r"\{(\w+)\}", read_area("en", "saves")[f"problem.{code}"])
    sentence = SavesProblem(code, tuple((name, f"<{name}>") for name in names)).sentence(t)
    assert sentence.endswith(("。", "."))
    assert all(f"<{name}>" in sentence for name in names)


def test_an_error_nobody_thought_of_is_told_as_well(t: Translator) -> None:
    sentence = problem_of(sqlite3.OperationalError("odd\x1b[2J"), Path("steady.db")).sentence(t)
    assert "odd" in sentence and "\x1b" not in sentence


def _strings(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _problem_codes(file: Path) -> set[str]:
    """The codes written out in calls of `problem` and `_reject`."""
    calls = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", "") in ("problem", "_reject") and call.args]
    return {str(call.args[0].value) for call in named if isinstance(call.args[0], ast.Constant)}
