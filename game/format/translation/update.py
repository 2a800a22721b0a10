"""A translator's PO file brought up to date with its story: the story's texts in its order, old translations kept."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polib

from game.format.names import po_file
from game.format.problems.problem import Problem
from game.format.translation.addresses import texts
from game.format.translation.merge import is_fuzzy, is_translated, merge
from game.format.translation.notes import notes
from game.format.translation.po import parse_po
from game.format.translation.retelling import built_in_texts
from game.story import Story

State = Literal["done", "fuzzy", "missing"]
"""How far a text is: translated, translated but to be looked at again, not translated."""
STATES: tuple[State, ...] = ("done", "fuzzy", "missing")
GAME_LANGUAGES = ("zh_CN", "en")
"""Languages in which the game can be played, as PO files call them."""

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}))?")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the story, and how far its translation is."""

    address: str
    group: str
    """the scene in which it is said, `endings`, or `story` for what stands before the scenes"""
    state: State
    source: str
    translation: str = ""
    before: str = ""
    """the source text that a fuzzy translation was made from, where that is known"""


@dataclass(frozen=True, slots=True)
class Updated:
    """A file brought up to date; `data` is None where it is damaged, and the problems say where."""

    data: bytes | None
    texts: tuple[Text, ...] = ()
    """every text to translate, in reading order"""
    unused: int = 0
    """how many old translations are kept apart at the end of the file"""
    problems: tuple[Problem, ...] = ()

    def count(self, state: State, group: str | None = None) -> int:
        """How many texts are in a state, in one group or all."""
        return sum(text.state == state and group in (None, text.group) for text in self.texts)

    @property
    def complete(self) -> bool:
        """Is every text translated and looked at?"""
        return all(text.state == "done" for text in self.texts)


def language_code(word: str) -> str | None:
    """Return a language as PO files call it: `zh_CN`, `en`, `pt_BR`; None for what is no language."""
    match = _LANGUAGE.fullmatch(word)
    if match is None:
        return None
    language, script, country = match[1].lower(), (match[2] or "").title(), (match[3] or "").upper()
    if language == "zh" and script in ("", "Hans") and country in ("", "CN"):
        return "zh_CN"
    return "_".join(filter(None, (language, script, country)))


def translation_file(folder: Path, language: str) -> Path:
    """Return where a story's folder keeps the translation into a language, given as `language_code` gives it."""
    return po_file(folder, language) if language in GAME_LANGUAGES else folder / f"{language}.po"


def update(story: Story, language: str, data: bytes, file: str) -> Updated:
    """Return the translation of a story, brought up to date. `data` is what the file holds, empty where there is none.

    Done twice it changes nothing. What is a translation in the file is one afterwards, in its place or kept apart.
    """
    old, problems = parse_po(data, file)
    if old is None:
        return Updated(None, problems=tuple(problems.problems))
    wanted = _wanted(story, language)
    live, unused = merge(wanted, old)
    said = notes(story)
    for entry in live:
        entry.comment = said[entry.msgctxt]
    text = str(_file(story, language, old, [*live, *unused]))
    if b"\r\n" in data:
        text = text.replace("\n", "\r\n")
    return Updated(text.encode(), _texts(story, live), len(unused))


def _wanted(story: Story, language: str) -> dict[str, str]:
    """Return what is to be translated; what the game brings along it tells in each of its languages itself."""
    own = built_in_texts(story, language)
    return {address: text for address, text in texts(story).items() if address not in own}


def _file(story: Story, language: str, old: polib.POFile, entries: Iterable[polib.POEntry]) -> polib.POFile:
    new = polib.POFile(wrapwidth=0)
    new.header = old.header
    new.metadata = {
        "Project-Id-Version": story.id,
        "Language": language,
        "MIME-Version": "1.0",
        "X-Source-Language": language_code(story.language) or story.language,
        **old.metadata,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    new.metadata_is_fuzzy = old.metadata_is_fuzzy
    new.extend(entries)
    return new


def _texts(story: Story, entries: Iterable[polib.POEntry]) -> tuple[Text, ...]:
    scenes = {choice.id: scene.id for scene in story.scenes.values() for choice in scene.choices}
    return tuple(
        Text(
            entry.msgctxt,
            _group(entry.msgctxt, scenes),
            _state(entry),
            entry.msgid,
            entry.msgstr,
            (entry.previous_msgid or "") if is_fuzzy(entry) else "",
        )
        for entry in entries
    )


def _group(address: str, scenes: Mapping[str, str]) -> str:
    first, _, rest = address.partition(".")
    id = rest.partition(".")[0]
    known = {"scenes": id, "choices": scenes.get(id, id), "endings": first}
    return known.get(first, "story")


def _state(entry: polib.POEntry) -> State:
    if not is_translated(entry):
        return "missing"
    return "fuzzy" if is_fuzzy(entry) else "done"
