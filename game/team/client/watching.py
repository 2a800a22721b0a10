"""Stories of a contest as they are told to somebody, and runs of a server played again to be watched."""

from game.engine import RULES_VERSION, Deal, Run, Session
from game.story import Story
from game.team.client.errors import ContestError
from game.team.client.kinds import Watched
from game.team.client.stories import Telling
from game.team.wire import RunReplay
from game.text import STORY_LANGUAGES, Language


def told_story(telling: Telling, language: Language) -> Story:
    """Return the story in that language, else as it was written. Raises ContestError."""
    languages = (STORY_LANGUAGES[language], *STORY_LANGUAGES.values())
    story = next((found for found in map(telling, languages) if found is not None), None)
    if story is None:
        raise ContestError("no_story_here")
    return story


def need_variant(story: Story, variant: str) -> None:
    """Raise ContestError where a story has no such deal."""
    if variant not in {known.id for known in story.variants}:
        raise ContestError("versions")


def watched(run: RunReplay, telling: Telling, language: Language) -> Watched:
    """Return a run at its end. Raises ContestError where it cannot be played again."""
    story = told_story(telling, language)
    need_variant(story, run.variant)
    deal = Deal(run.variant, run.order)
    kept = Run(story.id, run.digest, deal, run.actions, mode="ranked", player=run.player, rules=run.rules)
    session = Session.resume(story, kept)
    if run.rules != RULES_VERSION or session.actions != run.actions:
        raise ContestError("versions")
    return Watched(session, run.status, run.player, run.score, run.points, run.times_ms, telling)
