"""A preview for tests: a story to be written on, a solver that answers when the test does, saves that it is told of."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from pathlib import Path

from textual.pilot import Pilot

from game.analysis.facts import Analysis
from game.format.read import read_story
from game.lab.beside import Thinker
from game.story import Story
from game.ui.preview.app import PreviewApp
from game.ui.preview.draft import Draft, read_draft
from game.ui.screens.preview.screen import PreviewScreen
from game.ui.widgets.choices import Choices
from tests.support.ui import PARCEL, STORIES, press, services

Scenario = Callable[[Pilot[None]], Awaitable[None]]


class Thought:
    """A story that is being solved until the test says what was found out."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.answer: Future[Analysis | None] = Future()
        self.closed = False

    def close(self) -> None:
        self.closed = True


class Slow(Thinker):
    """Answers when the test does."""

    def __init__(self, known: Analysis | None = None) -> None:
        super().__init__(None)
        self.thoughts: list[Thought] = []
        self._known_already = known

    def known(self, story: Story) -> Analysis | None:
        return self._known_already

    def think(self, story: Story) -> Thought:
        self.thoughts.append(Thought(story))
        return self.thoughts[-1]


_SOLVED: dict[str, Analysis] = {}


def solved(file: Path) -> Analysis:
    """What is true of a story, found out here and now, and once for files that hold the same."""
    from game.analysis.solve import solve

    text = file.read_text(encoding="utf-8")
    if text not in _SOLVED:
        story = read_story(file).story
        assert story
        _SOLVED[text] = solve(story)
    return _SOLVED[text]


def copied(folder: Path, story: str = PARCEL) -> Path:
    """A story of the tests, to be written on; its file."""
    shutil.copytree(STORIES / story, folder / story)
    return folder / story / "story.yaml"


class Preview(PreviewApp):
    """A preview that follows a save when the test says so; no thread looks."""

    def on_mount(self) -> None:
        self._watcher.stop()

    def saved(self, draft: Draft | None = None) -> None:
        """Follow what the file holds now."""
        draft = draft or read_draft(self._looker.file, self.context.story_language)
        draft.finish()
        self.post_message(self.Saved(draft))


def preview(
    folder: Path,
    file: Path,
    language: str = "zh",
    thinker: Thinker | None = None,
    environ: dict[str, str] | None = None,
    **settings: str | bool,
) -> Preview:
    """A preview of a story's file; `settings` as the writer would have set them."""
    made = services(folder, language, None, **(environ or {}))
    for name, value in settings.items():
        made.saves.set_setting(name, value)
    return Preview(made, file, thinker or Slow(), animation_level="none")


def edit(file: Path, old: str, new: str) -> None:
    """Change a text of the file."""
    text = file.read_text(encoding="utf-8")
    assert old in text, old
    file.write_text(text.replace(old, new), encoding="utf-8")


def screen(pilot: Pilot[None]) -> PreviewScreen:
    """The screen that plays."""
    assert isinstance(pilot.app, PreviewApp)
    found = pilot.app.preview
    assert found
    return found


async def follow(pilot: Pilot[None]) -> None:
    """Have the preview notice a save, and wait until it has gone where it wants to go."""
    assert isinstance(pilot.app, Preview)
    pilot.app.saved()
    await calm(pilot)


async def calm(pilot: Pilot[None]) -> None:
    """Wait until nobody searches for a way any more."""
    await pilot.pause()
    for _ in range(200):
        if not any(worker.group == "way" and not worker.is_finished for worker in pilot.app.workers):
            break
        await asyncio.sleep(0.02)
    await pilot.pause()


def drive(game: Preview, scenario: Scenario, size: tuple[int, int] = (120, 40)) -> None:
    """Run a scenario against a preview without a terminal."""

    async def run() -> None:
        async with game.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await scenario(pilot)

    asyncio.run(run())


async def reply(pilot: Pilot[None], id: str) -> None:
    """Send the reply of this id by its digit."""
    ids = [option.id for option in screen(pilot).query_one(Choices).replies]
    await press(pilot, str(ids.index(id) + 1))


async def known(pilot: Pilot[None], file: Path) -> None:
    """Let the solver be ready."""
    app = pilot.app
    assert isinstance(app, Preview)
    app.bench.know(app.bench.logic, solved(file))
    app._tell_what_is_known()
    await pilot.pause()


async def until_thought_of(thinker: Slow, count: int) -> None:
    """Wait until so many stories were given to the solver."""
    for _ in range(300):
        if len(thinker.thoughts) >= count:
            return
        await asyncio.sleep(0.02)
    raise TimeoutError
