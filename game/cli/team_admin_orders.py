"""`steady team admin` orders: one word each, a reason, a question before what cannot simply be taken back."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.cli.team_admin import word
from game.text import Translator
from game.text.paint import is_terminal

if TYPE_CHECKING:
    from game.team.client.organiser import Organiser
    from game.team.organising import Governed

Making = Callable[[argparse.Namespace, "Organiser", "Governed", Context], "Order"]
PLAIN = ("open", "close", "freeze", "rotate-code")
"""Orders about the contest as a whole."""
OVER = ("closed", "revealed")
MOMENTS = ("opens", "freezes", "closes")
BY_HAND = "by-hand"
"""Instead of a time: there is none any more, the organiser does it."""
REVERSIBLE = ("show-code", "lead")
"""Orders that `--off` takes back."""
WORDS = (
    "open", "close", "times", "freeze", "unfreeze", "reveal", "void", "restore", "move", "rename", "hide", "show",
    "lead", "readmit", "rotate-code", "show-code",
)  # fmt: skip
ASKED = ("open_again", "close", "unfreeze", "reveal", "reveal_one", "void", "move", "readmit", "rotate-code")
"""What is asked about before it is done."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the server is told to do."""

    action: str
    values: dict[str, Any]
    """of the order, but for the reason"""
    word: str
    """under which it is asked about and told of"""
    who: str = ""
    """what the target is called"""
    what: dict[str, Any] | None = None
    """what else the question says"""


def add(commands: Subparsers, t: Translator) -> None:
    """Add the orders and their options."""
    arguments = {
        "void": ("run",), "restore": ("run",), "move": ("member", "team"), "rename": ("who", "name"),
        "hide": ("member",), "show": ("member",), "lead": ("member",), "readmit": ("member",),
    }  # fmt: skip
    for name in WORDS:
        parser = word(commands, name, t)
        for argument in arguments.get(name, ()):
            parser.add_argument(argument, metavar=argument.upper(), help=t(f"team_admin.option.{argument}"))
        if name == "reveal":
            parser.add_argument("--one", action="store_true", help=t("team_admin.option.step"))
        if name == "times":
            for moment in MOMENTS:
                parser.add_argument(f"--{moment}", metavar="TIME", help=t(f"team_admin.option.new_{moment}"))
        if name in REVERSIBLE:
            parser.add_argument("--off", action="store_true", help=t("team_admin.option.off"))
        parser.add_argument("--reason", metavar="TEXT", help=t("team_admin.option.reason"))
        parser.add_argument("--yes", action="store_true", help=t("team_admin.option.yes"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Have it done and say what it did. Returns 1 where a person thought better of it. Raises WrongCallError."""
    from game.cli.team_admin_link import asking
    from game.team.client import admin_words
    from game.team.codec import encode
    from game.team.orders import ORDERS, needs_reason

    with asking(args, context) as side:
        contest = side.meant(args.contest)
        order = _order(args, side, contest, context)
        if order.word in ASKED and not args.yes and not _is_sure(order, contest, context):
            context.say(context.t("team_admin.ask.not_done"))
            return 1
        why = reason(args, context) if needs_reason(order.action) else (args.reason or "").strip()
        done = side.order(contest.slug, order.action, ORDERS[order.action](reason=why, **order.values))
    sentence = admin_words.done(order.word, done, contest, order.who, context.t)
    if args.json:
        context.write_json({"contest": contest.slug, **encode(done), "sentence": sentence})
    else:
        context.write(sentence)
    return 0


def _order(args: argparse.Namespace, side: "Organiser", contest: "Governed", context: Context) -> Order:
    name = args.admin_command
    if name in PLAIN:
        is_again = name == "open" and contest.state in OVER
        return Order(name, {}, "open_again" if is_again else name)
    return _MAKING[name](args, side, contest, context)


def _times(args: argparse.Namespace, side: "Organiser", contest: "Governed", context: Context) -> Order:
    from game.team.client import admin_words
    from game.team.client.moments import read_moment

    wishes = {moment: getattr(args, moment) for moment in MOMENTS if getattr(args, moment) is not None}
    if not wishes:
        raise WrongCallError(context.t("team_admin.ask.no_times"))
    values: dict[str, Any] = {"by_hand": tuple(moment for moment, wish in wishes.items() if wish == BY_HAND)}
    for moment, wish in wishes.items():
        if wish == BY_HAND:
            continue
        try:
            values[moment] = read_moment(wish, getattr(contest.clock, moment))
        except ValueError as error:
            raise WrongCallError(admin_words.no_time(wish, context.t)) from error
    return Order("times", values, "times")


def _unfreeze(args: argparse.Namespace, side: "Organiser", contest: "Governed", context: Context) -> Order:
    if contest.state == "closed":
        raise WrongCallError(context.t("team_admin.ask.is_over", contest=contest.name))
    return Order("reveal", {}, "unfreeze")


def _reveal(args: argparse.Namespace, side: "Organiser", contest: "Governed", context: Context) -> Order:
    if args.one:
        return Order("reveal", {"step": "one"}, "reveal_one")
    return Order("reveal", {}, "reveal")


def _of_run(args: argparse.Namespace, side: "Organiser", contest: "Governed", context: Context) -> Order:
    from game.cli.team_admin_who import run_of_id
    from game.team.client import admin_words
    from game.team.client.organiser import can_turn

    run, name, t = run_of_id(args.run, side, contest, context), args.admin_command, context.t
    what = {"what": admin_words.run_of(run, t)}
    if not can_turn(run, name):
        raise WrongCallError(t(f"team_admin.ask.not_{name}", state=t(f"team_admin.run.{run.status}"), **what))
    return Order(name, {"run": run.run}, name, admin_words.player(run, t), what)


def _move(args: argparse.Namespace, side: "Organiser", contest: "Governed", context: Context) -> Order:
    from game.cli.team_admin_who import member_named, team_named

    member = member_named(args.member, side, contest, context)
    team = team_named(args.team, side, contest, context)
    return Order("move", {"member": member.id, "team": team.id}, "move", member.name, {"team": team.name})


def _rename(args: argparse.Namespace, side: "Organiser", contest: "Governed", context: Context) -> Order:
    from game.cli.team_admin_who import anybody_named

    who = anybody_named(args.who, side, contest, context)
    return Order("rename", {"id": who.id, "name": args.name}, "rename", who.name)


def _of_member(args: argparse.Namespace, side: "Organiser", contest: "Governed", context: Context) -> Order:
    from game.cli.team_admin_who import member_named

    member, name = member_named(args.member, side, contest, context), args.admin_command
    if name == "lead":
        return Order("lead", {"member": member.id, "lead": not args.off}, f"lead{_off(args)}", member.name)
    if name == "readmit":
        return Order(name, {"member": member.id}, name, member.name)
    return Order("hide", {"member": member.id, "hidden": name == "hide"}, name, member.name)


def _show_code(args: argparse.Namespace, side: "Organiser", contest: "Governed", context: Context) -> Order:
    return Order("show-code", {"shown": not args.off}, f"show-code{_off(args)}")


def _off(args: argparse.Namespace) -> str:
    return "_off" if args.off else ""


_MAKING: dict[str, Making] = {
    "times": _times, "unfreeze": _unfreeze, "reveal": _reveal, "void": _of_run, "restore": _of_run, "move": _move,
    "rename": _rename, "hide": _of_member, "show": _of_member, "lead": _of_member, "readmit": _of_member,
    "show-code": _show_code,
}  # fmt: skip


def _is_sure(order: Order, contest: "Governed", context: Context) -> bool:
    """Whether a person at a terminal says yes. Raises WrongCallError where nobody can be asked."""
    values = {"contest": contest.name, "who": order.who, **(order.what or {})}
    question = context.t(f"team_admin.ask.{order.word}", **values)
    if not is_terminal(context.streams.inp):
        raise WrongCallError(context.t("team_admin.ask.need_yes", question=question))
    said = _asked(context.t("team_admin.ask.sure", question=question), context)
    return said.casefold() in ("y", "yes", "是")


def reason(args: argparse.Namespace, context: Context) -> str:
    """Return why: said in the call, else typed. Raises WrongCallError where it is said nowhere."""
    said = args.reason
    if said is None and is_terminal(context.streams.inp):
        said = _asked(context.t("team_admin.ask.reason"), context)
    if not said or not said.strip():
        raise WrongCallError(context.t("team_admin.ask.need_reason"))
    return str(said).strip()


def _asked(question: str, context: Context) -> str:
    context.streams.err.write(question + " ")
    context.streams.err.flush()
    return context.streams.inp.readline(1000).strip()
