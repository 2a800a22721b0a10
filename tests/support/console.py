"""A person at the plain front end, made of strings."""

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from game.format.read import ReadResult
from game.format.shelf.catalogue import Catalogue, Listing
from game.format.shelf.header import Header
from game.plain import Console, play
from game.saves import open_saves
from game.story import Story
from game.text import load
from game.text.messages import Language
from tests.support.builders import coat, coat_in_chinese


class Shelf(Catalogue):
    """A catalogue of the coat, in both languages, without files."""

    def __init__(self, *stories: Story) -> None:
        super().__init__(())
        self.stories_held = {story.language: story for story in (*(stories or (coat(), coat_in_chinese())),)}

    def stories(self) -> tuple[Listing, ...]:
        titles = {language[:2]: story.title for language, story in self.stories_held.items()}
        return (Listing(Path("coat"), Header("coat", "en", titles=titles)),) if titles else ()

    def load(self, id_or_path: str | Path, language: str | None = None) -> ReadResult:
        return ReadResult(self.stories_held.get(language or "en"), ())


def play_lines(
    folder: Path,
    typed: Sequence[str],
    story: str | None = "coat",
    run: str | None = None,
    language: Language = "en",
    shelf: Catalogue | None = None,
) -> list[str]:
    """Everything that is said to someone who types these lines and then closes the input; prompts end in `> `."""
    saves = open_saves(folder)
    out = StringIO()
    inp = StringIO("".join(f"{line}\n" for line in typed))
    try:
        assert play(Console(inp, out), shelf or Shelf(), saves, load(language, strict=True), story, run) == 0
    finally:
        saves.close()
    return out.getvalue().splitlines()
