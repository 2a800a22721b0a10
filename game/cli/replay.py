"""`steady replay`: a run played again, verified and reviewed."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator

if TYPE_CHECKING:
    from game.analysis.review_facts import Review
    from game.engine import Replay, Run, Session

FROM_INPUT = "-"
MOST = 1024 * 1024
"""Bytes read of a file; twice what a run may have, so that one too large is told from one cut off."""


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("replay", help=t("cli.summary.replay"), description=t("cli.replay.about"))
    parser.add_argument("which", metavar="RUN", help=t("cli.replay.which"))
    parser.add_argument("--json", action="store_true", help=t("cli.option.json"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Replay and print. Returns 1 for a run that does not verify; raises WrongCallError where there is none."""
    from game.cli.stories import open_story
    from game.engine import Session, replay

    kept, name = _find(args.which, context)
    if kept is None:
        return 1
    story = open_story(name or kept.story, context)
    if story is None:
        return 1
    if kept.deal.variant not in {variant.id for variant in story.variants}:
        context.say(context.t("cli.replay.no_variant", variant=kept.deal.variant))
        return 1
    again = replay(story, kept)
    _show(Session.replayed(story, kept, again), again, args.json, context)
    context.say(_verdict(again, kept, context.t))
    return 0 if again.complete else 1


def _find(which: str, context: Context) -> "tuple[Run | None, str | None]":
    """The run that the call names, and by what its story is found if that is not its id.

    No run where it is there and no good, which is told.
    """
    from game.saves import BadRunError, SavesError, read_run

    try:
        if which == FROM_INPUT:
            return read_run(context.streams.inp.read(MOST)), None
        file = Path(which)
        if file.is_file():
            with file.open("rb") as stream:
                return read_run(stream.read(MOST)), None
        return _saved(which, context)
    except BadRunError as error:
        context.say(error.problem.sentence(context.t))
        return None, None
    except (OSError, ValueError, SavesError) as error:
        raise WrongCallError(context.t("cli.replay.not_found", run=which)) from error


def _saved(which: str, context: Context) -> "tuple[Run, str | None]":
    from game.cli.contest import contest_of
    from game.format.shelf.catalogue import Catalogue
    from game.places import DATABASE
    from game.saves import open_saves

    if not (context.saves_dir / DATABASE).is_file():
        raise WrongCallError(context.t("cli.replay.not_found", run=which))
    with closing(open_saves(context.saves_dir)) as saves:
        contest = contest_of(saves, Catalogue(()), context)
        if contest is not None and contest.withheld(which):
            raise WrongCallError(context.t("team_client.cli.withheld"))
        run = saves.load(which).run
    return run, _kept_story(run, context)


def _kept_story(run: "Run", context: Context) -> str | None:
    """Where the story of a run lies if it came from a contest's server; None where it did not."""
    from game.format.shelf.catalogue import Catalogue
    from game.team.client.stories import FOLDER, ContestStories

    if not (context.saves_dir / FOLDER).is_dir():
        return None
    return ContestStories(Catalogue(()), context.saves_dir).name(run.story, run.digest)


def _show(session: "Session", again: "Replay", as_json: bool, context: Context) -> None:
    if as_json:
        from game.analysis.review_data import review_to_data
        from game.cli.report import run_report

        stopped = again.stopped.action if again.stopped else None
        checks = {"verified": again.complete, "same_story": again.same_story, "stopped": stopped}
        review = _review(session)
        data = review_to_data(review) if review else None
        context.write_json({**run_report(session, context.t), **checks, "review": data})
        return
    from game.plain.wording import whole_chat

    if session.state.ended:
        context.say(context.t("telling_review.solving"))
    review = _review(session)
    for line in whole_chat(session, context.t, review):
        context.write(line)
    if not session.state.ended:
        context.write(context.t("cli.replay.unfinished"))
    elif review is None:
        context.say(context.t("telling_review.missing"))


def _review(session: "Session") -> "Review | None":
    """What each reply was worth; None before the end, and where that cannot be found out."""
    from game.analysis.background import review_once

    return review_once(session.story, session.run) if session.state.ended else None


def _verdict(again: "Replay", kept: "Run", t: Translator) -> str:
    if again.stopped is not None:
        return t("cli.replay.stopped", place=len(again.outcomes), action=again.stopped.action)
    return t("cli.replay.verified" if again.same_story else "cli.replay.changed")
