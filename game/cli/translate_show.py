"""`steady translate … --show ADDRESS`: one text, its translation, and a play in which it is met."""

import argparse
from collections.abc import Iterator
from contextlib import suppress
from shlex import join
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import WrongCallError
from game.cli.translate_report import WIDTH
from game.format.translation.shown_at import ShownAt, shown_at
from game.format.translation.update import GAME_LANGUAGES, Text, Updated, language_code
from game.text import LANGUAGES, STORY_LANGUAGES, Translator, wrap

if TYPE_CHECKING:
    from game.analysis.facts import Analysis, Play
    from game.story import Story


def show(args: argparse.Namespace, story: "Story", updated: Updated, context: Context) -> int:
    """Print the text and how to see it. Raises WrongCallError for an address that nothing has."""
    text = next((text for text in updated.texts if text.address == args.show), None)
    if text is None:
        raise WrongCallError(_unknown(args.show, updated, context.t))
    for line in _texts(text, context.t):
        context.write(line)
    place = shown_at(story, text.address)
    begin = ["steady", *_in_language(args.language)]
    if place.where in ("board", "coach"):
        scene = ["--from", text.group] if place.where == "coach" else []
        command = join([*begin, "play", args.story, *scene])
        context.write(context.t(f"lab_translate.where.{place.where}", command=command))
        return 0
    play = _play(story, place, context)
    if isinstance(play, str):
        context.write(context.t(f"lab_translate.where.{play}", story=args.story))
        return 0
    context.write(context.t(f"lab_translate.where.{'play' if place.where == 'chat' else 'debrief'}"))
    context.write(f"  {run_line(begin, args.story, play)}")
    return 0


def run_line(begin: list[str], story: str, play: "Play") -> str:
    """Return the call that plays it, as a shell takes it."""
    deal = [] if play.deal == "default" else ["--deal", play.deal]
    choose = ["--choose", ",".join(play.actions)] if play.actions else []
    return join([*begin, "run", story, *deal, *choose])


def play_to(story: "Story", place: ShownAt, analysis: "Analysis | None") -> "Play | None":
    """Return a shortest play in which a text is met; None where the analysis knows none, or there is no analysis."""
    from game.analysis.facts import Play

    if not place.reach:
        return Play(place.deal or story.variants[0].id, tuple(filter(None, [place.then])))
    ways = _ways(place.reach, analysis) if analysis else []
    if place.deal:
        ways = [play for play in ways if play.deal == place.deal] or [Play(place.deal, ())]
    return _and_then(story, ways[0], place.then) if ways else None


def _ways(reach: tuple[str, ...], analysis: "Analysis") -> "list[Play]":
    """The shortest plays to these; endings that the game brings along are no question, but their plays are known."""
    endings = {f"endings.{ending.id}": ending.play for ending in analysis.endings}
    found = [analysis.way_to(address) or endings.get(address) for address in reach]
    return [play for play in found if play is not None]


def _and_then(story: "Story", play: "Play", action: str) -> "Play":
    """The play with one more action, where that is not its last one already and can be taken."""
    from game.analysis.facts import Play
    from game.engine import ActionUnavailableError, Deal, Session

    if not action or play.actions[-1:] == (action,):
        return play
    session = Session(story, Deal(play.deal))
    with suppress(ActionUnavailableError):
        for one in (*play.actions, action):
            session.act(one)
        return Play(play.deal, (*play.actions, action))
    return play


def _play(story: "Story", place: ShownAt, context: Context) -> "Play | str":
    """The play, or why there is none: `never` or `unknown`."""
    if not place.reach:
        return play_to(story, place, None) or "unknown"
    from game.lab.errors import NotSolvableError
    from game.lab.solving import Lab

    lab = Lab(context.saves_dir)
    if context.streams.is_terminal and lab.known(story) is None:
        context.say(context.t("lab_translate.where.solving"))
    try:
        analysis = lab.find_out(story).analysis
    except NotSolvableError:
        return "unknown"
    return play_to(story, place, analysis) or ("never" if analysis.closed else "unknown")


def _texts(text: Text, t: Translator) -> Iterator[str]:
    yield f"{text.address} · {t(f'lab_translate.is.{text.state}')}"
    for name, words in (("before", text.before), ("source", text.source), ("translation", text.translation)):
        if words:
            yield f"  {t(f'lab_translate.text.{name}')}"
            yield from (f"    {line}" for line in wrap(words, WIDTH - 4))


def _in_language(language: str) -> list[str]:
    """The option that tells a play in the translation's language, where the game speaks it."""
    code = language_code(language)
    spoken = {language_code(STORY_LANGUAGES[name]): name for name in LANGUAGES}
    return ["--lang", spoken[code]] if code in GAME_LANGUAGES and code in spoken else []


def _unknown(address: str, updated: Updated, t: Translator) -> str:
    from game.format.problems.guess import guess

    meant = guess(address, [text.address for text in updated.texts])
    instead = t("lab_translate.guess", address=meant) if meant else ""
    return t("lab_translate.unknown", address=address, guess=instead).strip()
