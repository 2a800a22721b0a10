"""How a text reads and whether it fits: warnings that need no playing."""

import re

from game.format.grammar.room import too_long, too_wide
from game.format.reader.reading import Reader, Told
from game.format.yaml.prose import LONGEST_TEXT
from game.story import Choice, Story

MOST_DEARS = 2
"""How often 亲 may stand in the replies of one story that are no slips."""

_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff](?:[,?!;()]|:(?!\d)|\.(?![\w.]))|[,?!;:()][\u4e00-\u9fff]")
_DEAR = re.compile(r"(?<![父母双探相娘])亲(?![自属戚切密人身爱手眼友子情近测])")
_CHIRPY = re.compile("[~～\U0001f300-\U0001faff☺❤♥]|亲亲")


def check_texts(reader: Reader, *, chinese: bool) -> None:
    """Record what does not fit the screen or looks careless, in a story that may have other mistakes."""
    for told in reader.told:
        if told.cells:
            _check_width(reader, told)
        if chinese:
            _check_punctuation(reader, told)


def check_replies(reader: Reader, story: Story, *, chinese: bool) -> None:
    """Record replies that nobody would type, or not to everyone."""
    for choice in story.choices.values():
        _check_reply(reader, choice, chinese)
    if chinese:
        _check_dears(reader, story)


def _check_width(reader: Reader, told: Told) -> None:
    width = too_wide(told.text, told.cells)
    if width and len(told.text) <= LONGEST_TEXT:
        reader.problems.on("text-too-wide", told.node, key=told.kind, width=width, most=told.cells)


def _check_punctuation(reader: Reader, told: Told) -> None:
    match = _HALF_WIDTH.search(told.node.value)
    if match:
        shift = 1 if told.node.style in ("'", '"') else 0
        reader.problems.within("half-width-punctuation", told.node, match.start() + shift, 2, found=match.group())


def _check_reply(reader: Reader, choice: Choice, chinese: bool) -> None:
    place = reader.places["choice", choice.id]
    if found := too_long(choice.text, chinese=chinese):
        length, most = found
        reader.problems.on("reply-too-long", place, id=choice.id, length=length, most=most)
    if not choice.emoji and _CHIRPY.search(choice.text):
        reader.problems.on("emoji-not-marked", place, id=choice.id)


def _check_dears(reader: Reader, story: Story) -> None:
    count = 0
    for choice in story.choices.values():
        if choice.slip is None:
            count += len(_DEAR.findall(choice.text))
            if count > MOST_DEARS:
                reader.problems.on("dear-too-often", reader.places["choice", choice.id], count=count, most=MOST_DEARS)
                return
