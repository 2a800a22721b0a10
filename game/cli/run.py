"""`steady run`: a story played without a screen."""

import argparse
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator

if TYPE_CHECKING:
    from game.engine import ActionUnavailableError, Deal, Session
    from game.story import Story


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("run", help=t("cli.summary.run"), description=t("cli.run.about"))
    parser.add_argument("story", metavar="STORY", help=t("cli.option.story"))
    parser.add_argument("--deal", metavar="ID[:ORDER]", help=t("cli.option.deal"))
    parser.add_argument("--choose", metavar="ID,ID,...", default="", help=t("cli.option.choose"))
    parser.add_argument("--json", action="store_true", help=t("cli.option.json"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Play and print where it stands. Raises WrongCallError for a deal or an action that there is not."""
    from game.cli.stories import open_story
    from game.engine import Session

    story = open_story(args.story, context)
    if story is None:
        return 1
    session = Session(story, _deal(args.deal, story, context))
    _take(session, args.choose.replace("，", ","), context)
    if args.json:
        from game.cli.report import run_report

        context.write_json(run_report(session, context.t))
    else:
        for line in _told(session, context.t):
            context.write(line)
    return 0


def _deal(wish: str | None, story: "Story", context: Context) -> "Deal":
    from game.engine import Deal

    variant, _, order = (wish or story.variants[0].id).partition(":")
    if variant not in {known.id for known in story.variants}:
        known = ", ".join(known.id for known in story.variants)
        raise WrongCallError(context.t("cli.run.no_deal", deal=variant, known=known))
    if order and not (order.isascii() and order.isdigit() and len(order) < 10):
        raise WrongCallError(context.t("cli.run.bad_order", deal=wish, variant=variant))
    return Deal(variant, int(order or 0))


def _take(session: "Session", choose: str, context: Context) -> None:
    from game.engine import ActionUnavailableError

    actions = [action.strip() for action in choose.split(",") if action.strip()]
    for place, action in enumerate(actions, 1):
        try:
            session.act(action)
        except ActionUnavailableError as error:
            raise WrongCallError(_refusal(session, place, error, context.t)) from error


def _refusal(session: "Session", place: int, error: "ActionUnavailableError", t: Translator) -> str:
    """Why an action cannot be taken, and what can be done instead."""
    from game.telling import locked_reason

    if session.state.ended:
        return t("cli.run.ended", place=place, action=error.action)
    known = ", ".join(error.available)
    for option in session.view.options:
        if option.id == error.action and option.locked:
            return t("cli.run.locked", place=place, action=error.action, reason=locked_reason(option, t), known=known)
    return t("cli.run.unavailable", place=place, action=error.action, known=known)


def _told(session: "Session", t: Translator) -> list[str]:
    """The chat so far for a person, and the ids of what can be done now."""
    from game.plain.wording import chat_lines, ending_lines, score_block, standing_lines
    from game.telling import locked_reason

    lines = [*chat_lines(session, t), *standing_lines(session, t)]
    if session.state.ended:
        return [*lines, *ending_lines(session, t), *score_block(session, t)]
    view = session.view
    known = {"available": view.replies, "care": view.care_actions, "cards": view.card_actions}
    lines += [t(f"cli.run.{name}", known=", ".join(ids)) for name, ids in known.items() if ids]
    return lines + [
        t("cli.run.locked_now", id=option.id, reason=locked_reason(option, t))
        for option in view.options
        if option.locked
    ]
