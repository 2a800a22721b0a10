"""The same story in the other language: texts by address, what is missing in the source language, marked."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from game.format.grammar.room import room_of, too_long, too_wide
from game.format.names import po_file
from game.format.problems.collector import Collector, Spot
from game.format.problems.problem import Problem
from game.format.reader.endings import built_in_ending, built_in_thoughts
from game.format.reader.lines import AGENT_NAMES, split_speaker
from game.format.translation.addresses import line_text, retold, texts
from game.format.translation.po import LARGEST_PO, Translation, place_of, read_po
from game.format.translation.voice import same_language, speaking
from game.format.yaml.source import read_bytes
from game.story import BUILT_IN_ENDINGS, Line, Story
from game.text.clean import clean

_LONG_NUMBER = re.compile(r"\d{3,}")
_GROUPED = re.compile(r"(?<=\d)[,，](?=\d{3})")
_REPLY = re.compile(r"choices\.[^.]+\.text")
_COLON = re.compile(r"\s*[:：]\s*")


def translate(story: Story, language: str, folder: Path) -> tuple[Story, tuple[Problem, ...]]:
    """Return the story as the PO file in its folder tells it. Without a readable file all of it falls back, marked."""
    entries, problems = _read(folder, language)
    telling = _Telling(story, "zh-CN" if same_language(language, "zh") else "en", entries, problems)
    return telling.story(), tuple(problems.problems)


def built_in_texts(story: Story, language: str) -> dict[str, str]:
    """Return, by address, the texts that the game brought along because the story says nothing of its own."""
    own, other = (_brought_along(tongue) for tongue in (story.language, language))
    given = texts(story)
    return {address: other[address] for address, text in own.items() if given.get(address) == text}


def missing(story: Story, translated: Story) -> tuple[str, ...]:
    """Return the addresses that fell back to the source language, in reading order."""
    return tuple(address for address in texts(story) if address in translated.untranslated)


def _brought_along(language: str) -> dict[str, str]:
    t = speaking(language)
    endings = (built_in_ending(id, t) for id in BUILT_IN_ENDINGS)
    found = {f"endings.{ending.id}.{name}": getattr(ending, name) for ending in endings for name in ("title", "text")}
    for id, thought in built_in_thoughts(t).items():
        found |= {f"thoughts.{id}.text": thought.text, f"thoughts.{id}.why": thought.why}
    return found


def _read(folder: Path, language: str) -> tuple[dict[str, Translation], Collector]:
    file = po_file(folder, language)
    try:
        data = read_bytes(file, LARGEST_PO)
    except OSError:
        problems = Collector(str(file), [])
        problems.at("po-missing", Spot(0, 0), language=language, name=file.name)
        return {}, problems
    return read_po(data, str(file))


class _Telling:
    """One story being told in another language."""

    def __init__(self, story: Story, language: str, entries: Mapping[str, Translation], problems: Collector) -> None:
        self.source = story
        self.language = language
        self.entries = entries
        self.problems = problems
        self.built_in = built_in_texts(story, language)
        self.untranslated: set[str] = set()
        self.used: set[str] = set()
        self.speakers = self._speakers()
        self.known = dict.fromkeys(self.speakers.values(), "")

    def story(self) -> Story:
        told = retold(self.source, self.text, self.line)
        for address, entry in self.entries.items():
            if address not in self.used:
                self.problems.at("po-unknown-address", self._place(entry), address=address)
        return replace(told, language=self.language, untranslated=frozenset(self.untranslated))

    def text(self, address: str, source: str) -> str:
        if not source:
            return source
        if address in self.built_in:
            return self.built_in[address]
        entry = self.entries.get(address)
        if entry is None:
            self.untranslated.add(address)
            return source
        self.used.add(address)
        if entry.fuzzy or entry.source != source:
            self.problems.at("po-stale", self._place(entry), address=address)
        words = self._checked(entry, source)
        self._check_room(entry, words)
        return words

    def line(self, address: str, line: Line) -> Line:
        words = self._spoken(address, line, line.text)
        softer = self._spoken(f"{address}.softer", line, line.softer) if line.softer else line.softer
        speaker = self.speakers.get(line.speaker, line.speaker) if line.speaker else None
        if words is None:
            return replace(line, speaker=speaker, softer=softer or line.softer, translated=False)
        return replace(line, speaker=speaker, text=words, softer=softer or line.softer)

    def _spoken(self, address: str, line: Line, source: str) -> str | None:
        entry = self.entries.get(address)
        if entry is None:
            self.untranslated.add(address)
            return None
        self.used.add(address)
        written = line_text(replace(line, text=source), self.source.language)
        if entry.fuzzy or _COLON.sub(":", entry.source, count=1) != _COLON.sub(":", written, count=1):
            self.problems.at("po-stale", self._place(entry), address=address)
        speaker, words, _ = split_speaker(self._checked(entry, written), self.known)
        wanted = self.speakers.get(line.speaker) if line.speaker else None
        if speaker != wanted:
            place = self._place(entry)
            self.problems.at(
                "po-wrong-speaker", place, None, address=address, wanted=wanted or "–", found=speaker or "–"
            )
        self._check_room(entry, words)
        return words

    def _checked(self, entry: Translation, source: str) -> str:
        lost = long_numbers(source) - long_numbers(entry.text)
        if lost:
            number = min(lost)
            self.problems.at("po-changed-number", self._place(entry), address=entry.address, number=number)
        return clean(entry.text, multiline=True, limit=len(entry.text) + 1)

    def _check_room(self, entry: Translation, words: str) -> None:
        """A translation is shown where its source is, so it has the same room."""
        address, most = entry.address, room_of(entry.address)
        if most and (width := too_wide(words, most)):
            self.problems.at("text-too-wide", self._place(entry, "msgstr"), key=address, width=width, most=most)
        if _REPLY.fullmatch(address) and (found := too_long(words, chinese=self.language == "zh-CN")):
            length, plenty = found
            self.problems.at("reply-too-long", self._place(entry, "msgstr"), id=address, length=length, most=plenty)

    def _place(self, entry: Translation, keyword: str = "msgctxt") -> Spot:
        return place_of(entry, keyword, self.problems.lines)

    def _speakers(self) -> dict[str, str]:
        """Map everyone who speaks to their name in the other language."""
        names = {name: self._name(f"cast.{number}", name) for number, name in enumerate(self.source.cast, 1)}
        player = AGENT_NAMES[0] if same_language(self.language, "zh") else AGENT_NAMES[1]
        names |= dict.fromkeys(AGENT_NAMES, player)
        customer = self.source.customer.name
        return names | {customer: self._name("customer.name", customer)}

    def _name(self, address: str, source: str) -> str:
        entry = self.entries.get(address)
        return clean(entry.text) if entry else source


def long_numbers(text: str) -> set[str]:
    """Return the long numbers of a text: prices and order numbers, which no translation changes."""
    return set(_LONG_NUMBER.findall(_GROUPED.sub("", text)))
