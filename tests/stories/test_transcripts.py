"""Shipped stories read as they did: one play for each ending, in both languages, word for word.

When a story or a sentence was changed on purpose: `python -m tests.support.golden --update`, and read the difference.
"""

from pathlib import Path

import pytest

from tests.support.golden import TRANSCRIPTS, golden_files, read_golden, rendered, session_of

FILES = golden_files()


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(TRANSCRIPTS)))
def test_a_play_reads_as_it_did(file: Path) -> None:
    assert rendered(read_golden(file)) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(TRANSCRIPTS)))
def test_a_play_comes_to_the_ending_it_is_named_after(file: Path) -> None:
    assert session_of(read_golden(file)).state.ending == file.stem
