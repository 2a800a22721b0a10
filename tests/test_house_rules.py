"""The rules of the house that a machine can hold: small files, said purposes, texts in catalogues, a clean tree."""

import ast
import re
import statistics
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import game
from game.text import LANGUAGES
from game.text.messages import Language, read_area

ROOT = Path(__file__).parent.parent
CODE = sorted((ROOT / "game").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MESSAGES = ROOT / "game" / "text" / "messages"
AREAS = sorted({file.stem for file in MESSAGES.glob("*/*.toml")})
REPOSITORY = ["game", "stories", "tests", "docs", "benchmarks", ".ci", "*.md", "*.toml", ".git[ai]*"]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.fixture(autouse=True, scope="module")
def _forgotten() -> Iterator[None]:
    """Half a million nodes of trees would be in the garbage collector's way until the last test."""
    yield
    _tree.cache_clear()


# Sizes


def test_a_file_is_one_subject() -> None:
    assert [str(file.relative_to(ROOT)) for file in CODE + TESTS if len(_lines(file)) > 400] == []


def test_most_files_are_well_below_the_limit() -> None:
    long = [file for file in CODE if len(_lines(file)) > 300]
    assert len(long) <= len(CODE) / 10, long


def test_functions_are_short() -> None:
    sizes = {
        f"{file.relative_to(ROOT)}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for file in CODE
        for function in _functions(file)
    }
    assert not {name: size for name, size in sizes.items() if size > 50}
    assert statistics.median(sizes.values()) <= 10


# Said purposes


def test_every_public_name_says_what_it_is_for() -> None:
    silent = [f"{file.relative_to(ROOT)}:{name}" for file in CODE for name in _undocumented(_tree(file))]
    assert silent == []


def test_the_version_is_the_newest_in_the_changelog() -> None:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.M)
    assert headings[0] == game.__version__


# Texts


def test_an_area_has_the_same_keys_in_every_language() -> None:
    first, *others = (set(_all_texts(language)) for language in LANGUAGES)
    assert [first ^ other for other in others] == [set() for _ in others]


def test_a_text_takes_the_same_values_in_every_language() -> None:
    first, *others = ({key: _values(text) for key, text in _all_texts(language).items()} for language in LANGUAGES)
    assert [key for other in others for key in first if first[key] != other[key]] == []


def test_texts_say_something_and_take_values_by_plain_names() -> None:
    texts = {f"{language} {key}": text for language in LANGUAGES for key, text in _all_texts(language).items()}
    assert [key for key, text in texts.items() if not text.strip()] == []
    assert [key for key, text in texts.items() if not all(name.isidentifier() for name in _values(text))] == []


def test_every_text_that_is_asked_for_exists_and_gets_its_values() -> None:
    assert [complaint for file in CODE for complaint in _bad_lookups(file)] == []


def test_no_chinese_text_stands_in_code() -> None:
    """Single words and patterns are let through: the format knows words that writers use. Sentences are not."""
    sentence = re.compile(r"^[\u4e00-\u9fff]{5,}$|[\u4e00-\u9fff][，。！？：]")
    found = [
        f"{file.relative_to(ROOT)}: {text}" for file in CODE for text in _strings(_tree(file)) if sentence.search(text)
    ]
    assert found == []


# The repository


def test_the_repository_names_no_machine_and_no_registry() -> None:
    place = re.compile(r"/(work|farm|root)/|/home/\w|[A-Z]:\\Users|/tmp[/]bash|files[.]pythonhosted|pypi[.]org/simple")
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in _repository()
        for number, line in enumerate(_lines(file), 1)
        if place.search(line)
    ]
    assert found == []


# Helpers


def _repository() -> Iterator[Path]:
    for pattern in REPOSITORY:
        for path in ROOT.glob(pattern):
            files = path.rglob("*") if path.is_dir() else [path]
            yield from (file for file in files if file.is_file() and file.suffix not in {".pyc", ".png", ".db"})


@cache
def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _functions(file: Path) -> Iterator[Function]:
    return (node for node in ast.walk(_tree(file)) if isinstance(node, Function))


def _undocumented(node: ast.Module | ast.ClassDef) -> Iterator[str]:
    if isinstance(node, ast.Module) and node.body and not ast.get_docstring(node):
        yield "module"
    for child in node.body:
        if not isinstance(child, Function | ast.ClassDef) or child.name.startswith("_"):
            continue
        if not ast.get_docstring(child) and not _is_variation(child):
            yield child.name
        if isinstance(child, ast.ClassDef):
            yield from _undocumented(child)


def _is_variation(node: Function | ast.ClassDef) -> bool:
    """An overload, an override or a setter: documented where it varies."""
    return any(ast.unparse(decorator).endswith(("overload", "override", "setter")) for decorator in node.decorator_list)


def _strings(tree: ast.Module) -> Iterator[str]:
    """The string constants of a module that are not documentation."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


@cache
def _all_texts(language: Language) -> dict[str, str]:
    """Every text of a language by `area.key`."""
    return {f"{area}.{key}": text for area in AREAS for key, text in read_area(language, area).items()}


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _bad_lookups(file: Path) -> Iterator[str]:
    """Calls `t("area.key", …)` whose key or values do not fit the catalogue; `t(f"area.{…}")` by its beginning."""
    texts = _all_texts("en")
    for call in ast.walk(_tree(file)):
        if not isinstance(call, ast.Call) or not _is_translator(call.func) or not call.args:
            continue
        where = f"{file.relative_to(ROOT)}:{call.lineno}"
        given = {keyword.arg for keyword in call.keywords}
        for key in _constant_keys(call.args[0]):
            if key not in texts:
                yield f"{where}: no text {key}"
            elif None not in given and not _values(texts[key]) <= given:
                yield f"{where}: {key} needs {_values(texts[key]) - given}"
        beginning = _beginning(call.args[0])
        if beginning and not any(key.startswith(beginning) for key in texts):
            yield f"{where}: no text begins with {beginning}"


def _is_translator(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in {"t", "_t"}


def _constant_keys(key: ast.expr) -> list[str]:
    if isinstance(key, ast.IfExp):
        return _constant_keys(key.body) + _constant_keys(key.orelse)
    return [key.value] if isinstance(key, ast.Constant) and isinstance(key.value, str) else []


def _beginning(key: ast.expr) -> str:
    if isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
        return str(key.values[0].value)
    return ""
