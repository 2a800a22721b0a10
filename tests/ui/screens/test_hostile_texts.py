"""Texts of stories and players are data: on every screen they show as harmless text, whatever they hold."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from unicodedata import category

import pytest
from textual.pilot import Pilot

from game.format.read import ReadResult
from game.format.shelf.catalogue import Catalogue, Listing
from game.format.shelf.header import Header
from game.format.translation.addresses import retold
from game.story import Line
from game.ui.widgets.board import BoardList
from tests.support.ui import PARCEL, STORIES, app, chat_of, drive, press, shown

MARKUP = "[/red] [@click=app.quit]点我[/] $primary \x1b[31m\x07\x9b2J\u202e倒\u2066 \u200b"
LONG = "长" * 10_000
WALK = [
    ("1",), ("u",), ("c",), ("1",), ("h", "enter"), ("escape",), ("l",), ("escape",), ("ctrl+p",), ("escape",),
    ("question_mark",), ("escape",), ("escape",), ("escape",), ("a",), ("enter",), ("t",), ("1",), ("enter",),
    ("f2",), ("f2",), ("1",), ("enter",), ("right",), ("right",),
]  # fmt: skip


class HostileCatalogue(Catalogue):
    """Every text of every story is the same nasty one, as if the reader had let it through."""

    def __init__(self, text: str) -> None:
        super().__init__([STORIES])
        self._text = text

    def stories(self) -> tuple[Listing, ...]:
        """Headers with nasty titles."""
        return tuple(replace(item, header=_nasty(item.header, self._text)) for item in super().stories())

    def load(self, id_or_path: str | Path, language: str | None = None) -> ReadResult:
        """A story with nasty texts."""
        result = super().load(id_or_path, language)
        story = result.story and retold(result.story, lambda _, __: self._text, self._line)
        return ReadResult(story, result.problems)

    def _line(self, _: str, line: Line) -> Line:
        return replace(line, text=self._text, speaker=self._text if line.speaker else None)


def _nasty(header: Header, text: str) -> Header:
    texts = {"zh": text, "en": text}
    return replace(header, titles=texts, summaries=texts)


def _harmful(texts: Sequence[str]) -> set[str]:
    return {sign for text in texts for sign in text if sign != "\n" and category(sign) in {"Cc", "Cf"}}


@pytest.mark.parametrize(
    ("text", "size"),
    [(MARKUP, (60, 20)), (LONG, (120, 40))],
    ids=["markup and controls, narrow", "10,000 characters, wide"],
)
def test_hostile_texts_are_only_texts(tmp_path: Path, text: str, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        seen = [shown(pilot)]
        board = pilot.app.screen.query_one(BoardList)
        board.take(board.ids.index(f"story:{PARCEL}"))
        await pilot.pause()
        seen.append(shown(pilot))
        await press(pilot, "enter")
        assert chat_of(pilot).session.story.title == text
        for keys in WALK:
            await press(pilot, *keys)
            seen.append(shown(pilot))
        assert pilot.app.is_running
        assert [screen for screen in seen if _harmful([screen])] == []
        marked = sum("[@click=app.quit]点我" in screen or "长长长" in screen for screen in seen)
        assert marked > len(seen) / 2

    game = app(tmp_path, catalogue=HostileCatalogue(text), text_speed="instant", player="[/red][@click=app.quit]")
    drive(game, scenario, size)
