"""The contests a player has joined, for commands: made only where there is one, so that others load nothing for it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import WrongCallError
from game.places import DATABASE

if TYPE_CHECKING:
    from game.format.shelf.catalogue import Catalogue
    from game.saves import Saves
    from game.team.client.contest_play import ContestPlay


def contest_of(saves: "Saves", catalogue: "Catalogue", context: Context) -> "ContestPlay | None":
    """Return the player's side of contests; None where none was joined."""
    from game.saves import SavesError
    from game.saves.contests import Contests

    try:
        joined = Contests(saves.database).joined()
    except SavesError:  # said by whoever reads the rest
        return None
    return _made(saves, catalogue, context) if joined else None


def is_in_contest(story: str, context: Context) -> bool:
    """Whether the current contest has a story, which then need not be one of the shelf.

    Where that is not known its server is asked, as the story may have opened since; what that waits for is said first.
    """
    if not (context.saves_dir / DATABASE).is_file():
        return False
    from game.format.shelf.catalogue import Catalogue
    from game.saves import open_saves

    with closing(open_saves(context.saves_dir)) as saves:
        contest = contest_of(saves, Catalogue(()), context)
        if contest is not None and contest.ranked_story(story) is None:
            context.say(context.t("team_client.play.asking"))
            contest.standing()
        return contest is not None and contest.ranked_story(story) is not None


@contextmanager
def contests(context: Context, *, joining: bool = False) -> "Iterator[ContestPlay]":
    """The player's side of contests, for one command. Raises WrongCallError where none was joined, unless `joining`.

    Asking makes no file; what goes wrong within is told as a WrongCallError, too.
    """
    from game.format.shelf.catalogue import Catalogue, story_folders
    from game.saves import SavesError, open_saves
    from game.team.client.errors import ContestError

    if not joining and not (context.saves_dir / DATABASE).is_file():
        raise WrongCallError(context.t("team_client.cli.none"))
    try:
        with closing(open_saves(context.saves_dir)) as saves:
            for problem in saves.problems:
                context.say(problem.sentence(context.t))
            play = _made(saves, Catalogue(story_folders(context.streams.environ)), context)
            if not joining and play.current is None:
                raise WrongCallError(context.t("team_client.cli.none"))
            yield play
    except SavesError as error:
        raise WrongCallError(error.problem.sentence(context.t)) from error
    except ContestError as error:
        raise WrongCallError(error.sentence(context.t)) from None


def says_yes(context: Context, question: str) -> bool:
    """Ask a person at a terminal."""
    context.streams.out.write(f"{question} ")
    context.streams.out.flush()
    return context.streams.inp.readline(100).strip().casefold() in ("y", "yes", "是")


def _made(saves: "Saves", catalogue: "Catalogue", context: Context) -> "ContestPlay":
    from game.team.client.contest_play import ContestPlay

    return ContestPlay(saves, catalogue, context.saves_dir, context.t.language)
