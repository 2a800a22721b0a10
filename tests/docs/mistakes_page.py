"""The catalogue of mistakes as a page, made from the entries that `steady explain` shows."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from game.format.problems.mistakes import Mistake, codes, mistake, visible
from game.format.problems.problem import WARNINGS
from game.text.wrap import wrap
from tests.docs.pages import FENCE, WRITING

AROUND: dict[str, Any] = tomllib.loads((Path(__file__).parent / "mistakes.toml").read_text(encoding="utf-8"))
GROUPS = ("file", "story", "conditions", "play", "voice", "translation")
WIDTH = 120
LONGEST = 100
entry_of = cache(mistake)


def page_of(language: str) -> Path:
    """Where the page stands."""
    return WRITING / ("mistakes.zh-CN.md" if language == "zh" else "mistakes.md")


def page_text(language: str) -> str:
    """The whole page."""
    words = AROUND[language]
    head = f"# {words['title']}\n\n{words['other']}\n\n{words['intro'].rstrip()}\n"
    return head + "".join(_group(name, words, language) for name in GROUPS)


def group_of(code: str) -> str:
    """The part of the page in which a code is told."""
    if code in AROUND["file"] or code in AROUND["voice"]:
        return "file" if code in AROUND["file"] else "voice"
    if code.startswith("po-"):
        return "translation"
    if code.startswith(("condition-", "read-")):
        return "conditions"
    return "play" if entry_of(code).solved or code in ("not-proved", "endless-round", "unreachable-scene") else "story"


def _group(name: str, words: dict[str, Any], language: str) -> str:
    entries = [entry_of(code) for code in codes() if group_of(code) == name]
    index = "\n".join(wrap(", ".join(f"[{entry.code}](#{entry.code})" for entry in entries), WIDTH))
    told = "".join(_entry(entry, words, language) for entry in entries)
    return f"\n## {words['group'][name]}\n\n{index}\n{told}"


def _entry(entry: Mistake, words: dict[str, Any], language: str) -> str:
    kind = words["warning" if entry.code in WARNINGS else "error"]
    why = "\n".join(wrap(f"**{kind}** · {entry.why[language]}", WIDTH))
    return f"\n### {entry.code}\n\n{why}\n" + "".join(_examples(entry, words))


def _examples(entry: Mistake, words: dict[str, Any]) -> Iterator[str]:
    kind = "po" if entry.frame == "po" else "yaml"
    for word, example in (("bad", entry.bad if not entry.pad else None), ("good", entry.good)):
        if example is not None:
            shown = "\n".join(visible(line)[:LONGEST] for line in example.strip("\n").split("\n"))
            yield f"\n{words[word]}\n\n{FENCE}{kind}\n{shown}\n{FENCE}\n"
