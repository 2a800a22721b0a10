"""What the shift board says about a story, read from the first lines of its files."""

import re
from pathlib import Path

from game.format.grammar.fields import KEYS
from game.format.grammar.words import is_story_id
from game.format.names import STORY_FILE, po_file
from game.format.problems.collector import Collector
from game.format.shelf.header import Header
from game.format.translation.po import LARGEST_PO, read_po
from game.format.yaml.nodes import Mapping, Node, Scalar
from game.format.yaml.prose import prose
from game.format.yaml.recovery import parse
from game.format.yaml.source import LARGEST_FILE, read_bytes, read_source
from game.text.clean import clean

_SHOWN = ("title", "summary")


def read_header(folder: Path) -> Header:
    """Return the header of a story's folder; of a story that cannot be read, what can be, and the folder's name."""
    try:
        data = read_bytes(folder / STORY_FILE, LARGEST_FILE)
    except OSError:
        return Header(clean(folder.name))
    head, _, _ = data.partition(b"\nscenes:")
    source, problems = read_source(head, STORY_FILE, KEYS)
    root = parse(source, problems).root if source is not None else None
    given = {key.value: part for key, part in root.pairs} if type(root) is Mapping else {}
    values = {name: _value(given.get(name), problems) for name in ("story", "language", "level", "place", *_SHOWN)}
    language = values["language"][:2] or "zh"
    texts = {name: {language: values[name]} if values[name] else {} for name in _SHOWN}
    _add_translation(folder, "en" if language == "zh" else "zh", texts)
    id = values["story"] if values["story"] and is_story_id(values["story"]) else clean(folder.name)
    level = int(values["level"]) if values["level"] in ("1", "2", "3") else 1
    place = int(values["place"]) if re.fullmatch("[1-9][0-9]?", values["place"]) else 99
    return Header(id, values["language"], level, place, texts["title"], texts["summary"])


def _value(node: Node | None, problems: Collector) -> str:
    return prose(node, problems) if type(node) is Scalar else ""


def _add_translation(folder: Path, language: str, texts: dict[str, dict[str, str]]) -> None:
    try:
        data = read_bytes(po_file(folder, language), LARGEST_PO)
    except OSError:
        return
    # Only two entries are wanted, and entries are parted by blank lines: the rest need not be parsed.
    wanted = tuple(f'msgctxt "{name}"'.encode() for name in _SHOWN)
    parts = [part for part in data.replace(b"\r\n", b"\n").split(b"\n\n") if any(mark in part for mark in wanted)]
    entries, _ = read_po(b"\n\n".join(parts), "")
    for name in _SHOWN:
        if name in entries:
            texts[name][language] = clean(entries[name].text)
