"""Going on exactly where one stopped, or as near as the story allows, and saying so."""

from dataclasses import dataclass, replace

from game.engine import Deal, Mode, Replay, Run, Session, replay
from game.saves.problems import SavesProblem, problem
from game.saves.recording import Recording
from game.saves.records import SavedRun, state_to_json
from game.saves.saves import Saves
from game.story import Story


@dataclass(frozen=True, slots=True)
class Resumption:
    """A kept run, replayed on the story as it is now."""

    saved: SavedRun
    session: Session
    """stands after the last step that works"""
    lost: tuple[str, ...] = ()
    """actions that no longer work, by id; the first of them is where the replay stopped"""
    notes: tuple[SavesProblem, ...] = ()
    """what the player should be told before going on"""
    changed: bool = False
    """the run cannot simply be gone on with: the story, the rules or the run itself are no longer what they were"""

    def go_on(self, saves: Saves, language: str) -> Recording:
        """Go on with the run; where it `changed`, in a fork: the old run is kept, but no longer offered.

        Raises SavesError.
        """
        if not self.changed:
            finished = self.saved.result is not None
            recording = Recording(saves, self.session, self.saved.id, language, finished=finished)
            recording.finish()
            return recording
        return Recording.begin(saves, self.session, language, replaces=self.saved.id)


def resume(story: Story, saved: SavedRun) -> Resumption:
    """Replay a kept run on a story as far as it goes. Never raises for a story that changed."""
    run = saved.run
    if run.deal.variant not in {variant.id for variant in story.variants}:
        note = problem("variant_gone", variant=run.deal.variant, lost=len(run.actions))
        session = Session(story, Deal(story.variants[0].id, run.deal.order), player=run.player)
        return Resumption(saved, session, run.actions, (note,), changed=True)
    again = replay(story, run)
    lost = run.actions[len(again.outcomes) - 1 :]
    changed = not again.complete
    mode: Mode = "practice" if changed else run.mode
    session = Session.replayed(story, replace(run, mode=mode), again)
    return Resumption(saved, session, lost, _notes(saved, run, again, lost), changed)


def _notes(saved: SavedRun, run: Run, again: Replay, lost: tuple[str, ...]) -> tuple[SavesProblem, ...]:
    notes = []
    if lost:
        changed = "story_changed_all" if len(lost) == len(run.actions) else "story_changed_steps"
        code = "steps_unreadable" if again.same_story else changed
        notes.append(problem(code, lost=len(lost), kept=len(run.actions) - len(lost), all=len(run.actions)))
    elif not again.same_story:
        notes.append(problem("story_changed"))
    if not again.complete and run.mode == "ranked":
        notes.append(problem("ranked_becomes_practice"))
    if again.same_story and _differs(saved, again):
        notes.append(problem("snapshot_differs"))
    return tuple(notes)


def _differs(saved: SavedRun, again: Replay) -> bool:
    """Whether the state that was saved is not the one that the replay comes to; the replay is right."""
    snapshot = saved.snapshot
    if snapshot is None or not 0 <= snapshot.place < len(again.states):
        return False
    return snapshot.text != state_to_json(again.states[snapshot.place])
