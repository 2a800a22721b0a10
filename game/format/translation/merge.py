"""Old translations brought to a story that has changed: found again wherever their text went, and never thrown away.

The address alone does not say what belongs together: a line put in before others shifts all that follow. So texts are
looked for first where they were, then word for word elsewhere, then by how much they resemble each other.
"""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from polib import POEntry

NEAR = 0.5
"""How alike (0..1) two lines of one scene or reply must be to be one line reworded."""
FAR = 0.7
"""The same for texts that stand in different scenes or replies."""

_NUMBERED = re.compile(r"\.(say|reply)\.\d+")
_COLON = re.compile(r"\s*[:：]\s*")
Key = object


@dataclass(slots=True)
class _Known:
    """A translation that the file holds, and where its source text stood."""

    entry: POEntry
    taken: bool = False

    @property
    def address(self) -> str:
        """Where the text stood."""
        return self.entry.msgctxt or ""

    @property
    def source(self) -> str:
        """The text."""
        return _same_words(self.entry.msgid)


@dataclass(frozen=True, slots=True)
class _Wanted:
    address: str
    source: str


def merge(texts: Mapping[str, str], entries: Iterable[POEntry]) -> tuple[list[POEntry], list[POEntry]]:
    """Return an entry for each text, by address and in that order, and the old translations that found no place.

    A translation whose text has only moved stays as it is; one whose text has changed is fuzzy, and says what it was
    made from. Of entries that were made twice the first that fits is used.
    """
    return _Merge(texts, entries).result()


def is_fuzzy(entry: POEntry) -> bool:
    """Is the translation still to be looked at?"""
    return "fuzzy" in entry.flags


def is_translated(entry: POEntry) -> bool:
    """Does the entry say anything?"""
    return any(text.strip() for text in (entry.msgstr, *entry.msgstr_plural.values()))


class _Merge:
    """One file being brought up to date."""

    def __init__(self, texts: Mapping[str, str], entries: Iterable[POEntry]) -> None:
        self.texts = texts
        self.wanted = [_Wanted(address, _same_words(text)) for address, text in texts.items()]
        entries = list(entries)
        # A story has no plurals; what a tool made of one is kept apart.
        self.strange = [entry for entry in entries if entry.msgid_plural or entry.msgstr_plural]
        entries = [entry for entry in entries if not (entry.msgid_plural or entry.msgstr_plural)]
        translated = [_Known(entry) for entry in entries if is_translated(entry)]
        self.known = sorted(translated, key=lambda known: bool(known.entry.obsolete))
        self.remarks = {entry.msgctxt: entry.tcomment for entry in entries if not is_translated(entry)}
        self.found: dict[str, POEntry] = {}

    def result(self) -> tuple[list[POEntry], list[POEntry]]:
        self._settle()
        self._resemble()
        self._copy()
        live = [self.found.get(address) or self._missing(address) for address in self.texts]
        return live, list(self._unused(live))

    def _settle(self) -> None:
        """Find the texts that are still there word for word, from the nearest place to the furthest."""
        self._pair(_by(_itself), _by(_itself), self._keep)
        for known in self._free():
            known.entry = _made_from(known.entry)
        for place in (_itself, _group, _kind):
            self._pair(_by(place), _by(place), self._keep)

    def _resemble(self) -> None:
        """Find the texts that were reworded: under their own id, by likeness, by being left over in the same place."""
        self._pair(lambda old: _own_id(old.address), lambda new: _own_id(new.address), self._reword)
        self._liken(_group, NEAR)
        self._pair(_speaker_there, _speaker_there, self._reword)
        self._liken(_kind, FAR)

    def _pair(
        self, of_old: Callable[[_Known], Key], of_new: Callable[[_Wanted], Key], use: Callable[[_Known, str], None]
    ) -> None:
        """Give each text that still wants one the first free translation with the same key; None is no key."""
        free: dict[Key, deque[_Known]] = defaultdict(deque)
        for known in self._free():
            free[of_old(known)].append(known)
        for wanted in self._open():
            key = of_new(wanted)
            if key is not None and free[key]:
                use(free[key].popleft(), wanted.address)

    def _liken(self, place: Callable[[str], str], least: float) -> None:
        """Pair the texts of a place that resemble each other, the likest first."""
        free: dict[str, list[_Known]] = defaultdict(list)
        for known in self._free():
            free[place(known.address)].append(known)
        pairs = [
            (-alike, number, known, wanted)
            for number, wanted in enumerate(self._open())
            for known, alike in _alike(wanted.source, free[place(wanted.address)], least)
        ]
        for _, _, known, wanted in sorted(pairs, key=lambda pair: pair[:2]):
            if not known.taken and wanted.address not in self.found:
                self._reword(known, wanted.address)

    def _copy(self) -> None:
        """Suggest for a text the translation that the same words have elsewhere."""
        elsewhere = {
            (_kind(known.address), known.source): known.entry for known in self.known if not is_fuzzy(known.entry)
        }
        for wanted in list(self._open()):
            entry = elsewhere.get((_kind(wanted.address), wanted.source))
            if entry is not None:
                self.found[wanted.address] = self._entry(wanted.address, msgstr=entry.msgstr, flags=["fuzzy"])

    def _free(self) -> list[_Known]:
        return [known for known in self.known if not known.taken]

    def _open(self) -> list[_Wanted]:
        return [wanted for wanted in self.wanted if wanted.address not in self.found]

    def _keep(self, known: _Known, address: str) -> None:
        before = known.entry.previous_msgid if is_fuzzy(known.entry) else None
        self._use(known, address, known.entry.flags, before)

    def _reword(self, known: _Known, address: str) -> None:
        entry = known.entry
        before = None if is_fuzzy(entry) else entry.msgid
        self._use(known, address, ["fuzzy", *_certain(entry.flags)], before)

    def _use(self, known: _Known, address: str, flags: list[str], before: str | None) -> None:
        known.taken = True
        old = known.entry
        self.found[address] = self._entry(
            address, msgstr=old.msgstr, tcomment=old.tcomment, flags=list(flags), previous_msgid=before
        )

    def _missing(self, address: str) -> POEntry:
        return self._entry(address, tcomment=self.remarks.get(address, ""))

    def _entry(self, address: str, **values: object) -> POEntry:
        return POEntry(msgctxt=address, msgid=self.texts[address], **values)

    def _unused(self, live: list[POEntry]) -> Iterator[POEntry]:
        said = {_key(entry): _says(entry) for entry in live} | {(None, ""): "the header"}
        for entry in (*(known.entry for known in self._free()), *map(_apart, self.strange)):
            while said.get(_key(entry), _says(entry)) != _says(entry):
                # Two translations of one text: gettext's tools refuse a file with two entries for one address and text.
                entry.msgctxt = f"{entry.msgctxt or ''}~"
            if _key(entry) not in said:
                said[_key(entry)] = _says(entry)
                yield entry


def _made_from(old: POEntry) -> POEntry:
    """Return a translation with the text that it is one of: a fuzzy entry says so itself, where it knows."""
    known = is_fuzzy(old) and old.previous_msgid is not None
    return POEntry(
        msgctxt=old.msgctxt,
        msgid=old.previous_msgid if known else old.msgid,
        msgstr=old.msgstr,
        tcomment=old.tcomment,
        flags=_certain(old.flags) if known else list(old.flags),
        obsolete=True,
    )


def _apart(old: POEntry) -> POEntry:
    return POEntry(
        msgctxt=old.msgctxt,
        msgid=old.msgid,
        msgid_plural=old.msgid_plural,
        msgstr=old.msgstr,
        msgstr_plural=old.msgstr_plural,
        tcomment=old.tcomment,
        obsolete=True,
    )


def _key(entry: POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def _says(entry: POEntry) -> str:
    return entry.msgstr or str(entry.msgstr_plural)


def _certain(flags: Iterable[str]) -> list[str]:
    return [flag for flag in flags if flag != "fuzzy"]


def _alike(source: str, free: Iterable[_Known], least: float) -> Iterator[tuple[_Known, float]]:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(_words(source))
    for known in free:
        matcher.set_seq1(_words(known.source))
        if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least:
            yield known, matcher.ratio()


def _by(place: Callable[[str], str]) -> Callable[[_Known | _Wanted], Key]:
    return lambda text: (place(text.address), text.source)


def _itself(address: str) -> str:
    return address


def _own_id(address: str) -> str | None:
    """What a text is known by, whatever it says; None for a line, whose number means little."""
    return None if _NUMBERED.search(address) else address


def _speaker_there(text: _Known | _Wanted) -> Key:
    speaker = text.source.partition(":")[0] if ":" in text.source else ""
    return text.address, speaker


def _group(address: str) -> str:
    """The place of a text whatever its number: `scenes.opening.say`."""
    return _NUMBERED.sub(r".\1", address)


def _kind(address: str) -> str:
    """What a text is, whatever it belongs to: `scenes say`."""
    first, _, rest = _group(address).partition(".")
    return f"{first} {rest.partition('.')[2]}"


def _same_words(text: str) -> str:
    """Return a text so that the two colons after a speaker compare alike."""
    return _COLON.sub(":", text.strip(), count=1)


def _words(line: str) -> str:
    return line.partition(":")[2] or line
