"""A run of a server played again, to be watched."""

from game.engine import RULES_VERSION, Deal, Run, Session
from game.team.client.errors import ContestError
from game.team.client.kinds import Watched
from game.team.client.stories import Telling
from game.team.wire import RunReplay
from game.text import STORY_LANGUAGES, Language


def watched(run: RunReplay, telling: Telling, language: Language) -> Watched:
    """Return a run at its end, its story told in a language if it can be. Raises ContestError where it does not fit."""
    languages = (STORY_LANGUAGES[language], *STORY_LANGUAGES.values())
    story = next((found for found in map(telling, languages) if found is not None), None)
    if story is None:
        raise ContestError("no_story_here")
    if run.variant not in {known.id for known in story.variants}:
        raise ContestError("versions")
    deal = Deal(run.variant, run.order)
    kept = Run(story.id, run.digest, deal, run.actions, mode="ranked", player=run.player, rules=run.rules)
    session = Session.resume(story, kept)
    if run.rules != RULES_VERSION or session.actions != run.actions:
        raise ContestError("versions")
    return Watched(session, run.status, run.player, run.score, run.points, run.times_ms, telling)
