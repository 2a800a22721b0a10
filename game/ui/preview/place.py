"""Where a rehearsal stands after its story changed: at the same place by the ids of what was done, or near it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from game.analysis.facts import Analysis, Play
from game.engine import Deal, Run, Session, digest
from game.engine.way import way_to
from game.story import Story

How = Literal["kept", "led", "stopped"]
"""The same actions lead to the same scene; they lead to another one; one of them can no longer be taken."""
MOST_STATES = 20_000
"""States looked at in a search for a scene: a second or two, while the writer goes on."""


@dataclass(frozen=True, slots=True)
class Place:
    """A session on the new story."""

    session: Session
    how: How
    scene: str
    """where it stood before"""


def replayed(old: Session, story: Story, variant: str | None = None) -> Place:
    """Play a session again on a story as far as it goes, in another variant where one is given."""
    dealt = variant or old.deal.variant
    known = {one.id for one in story.variants}
    deal = Deal(dealt if dealt in known else story.variants[0].id, old.deal.order)
    session = played(story, deal, old.actions)
    scene = old.state.scene
    if len(session.actions) < len(old.actions):
        return Place(session, "stopped", scene)
    same = (session.state.scene, session.state.ending) == (scene, old.state.ending)
    return Place(session, "kept" if same else "led", scene)


def played(story: Story, deal: Deal, actions: Sequence[str]) -> Session:
    """Return a session that took these actions, as far as they can be taken. Raises KeyError for an unknown variant."""
    return Session.resume(story, Run(story.id, digest(story), deal, tuple(actions)))


def way_there(story: Story, deal: Deal, scene: str, analysis: Analysis | None) -> Play | None:
    """Return a shortest play to a scene: the proved one, else what a search finds, which may take a second or two."""
    known = analysis.way_to(f"scenes.{scene}") if analysis else None
    if known or scene not in story.scenes:
        return known
    run = way_to(story, deal, scene, MOST_STATES)
    return Play(run.deal.variant, run.actions) if run else None
