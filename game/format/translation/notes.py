"""What a translator should know of each text: who says it, in which scene, how wide it may be, what must stay."""

from game.format.grammar.room import room_of
from game.format.problems.problem import Translator
from game.format.reader.lines import AGENT_NAMES
from game.format.translation.addresses import texts
from game.format.translation.retelling import long_numbers
from game.format.translation.voice import speaking
from game.story import Choice, Line, Scene, Story

TIGHT = 240
"""Cells: three lines of a terminal. Who may write more need not count."""


def notes(story: Story) -> dict[str, str]:
    """Return a comment by address, in the language of the story, which is the one that a translator reads."""
    t = speaking(story.language)
    spoken = _spoken(story, t)
    found: dict[str, str] = {}
    for address, text in texts(story).items():
        numbers = ", ".join(sorted(long_numbers(text)))
        cells = room_of(address)
        parts = [
            *(spoken.get(address) or [_what(address, t)]),
            t("lab_translate.note.width", cells=cells) if 0 < cells <= TIGHT else "",
            t("lab_translate.note.numbers", numbers=numbers) if numbers else "",
        ]
        found[address] = t("lab_translate.note.between").join(filter(None, parts))
    return found


def _spoken(story: Story, t: Translator) -> dict[str, list[str]]:
    """What is said of the texts of scenes and replies."""
    found: dict[str, list[str]] = {}
    for scene in story.scenes.values():
        place = t("lab_translate.note.scene", scene=scene.id)
        found[f"scenes.{scene.id}.hint"] = [t("lab_translate.note.hint"), place]
        found |= _lines(f"scenes.{scene.id}.say", scene.say, place, t)
        for choice in scene.choices:
            found |= _choice(choice, scene, place, t)
    return found


def _choice(choice: Choice, scene: Scene, place: str, t: Translator) -> dict[str, list[str]]:
    address = f"choices.{choice.id}"
    bubbles = len(choice.bubbles)
    said = t("lab_translate.note.quiet" if choice.quiet else "lab_translate.note.you")
    several = [t("lab_translate.note.bubbles", count=bubbles)] if bubbles > 1 else []
    return {
        f"{address}.text": [said, place, *several],
        f"{address}.locked": [t("lab_translate.note.locked"), place],
        f"{address}.why": [t("lab_translate.note.why"), place],
        **_lines(f"{address}.reply", choice.reply, place, t),
    }


def _lines(address: str, lines: tuple[Line, ...], place: str, t: Translator) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number, line in enumerate(lines, 1):
        insult = [t("lab_translate.note.insult")] if line.insult else []
        found[f"{address}.{number}"] = [_speaker(line, t), place, *insult]
        found[f"{address}.{number}.softer"] = [_speaker(line, t), place, t("lab_translate.note.softer")]
    return found


def _speaker(line: Line, t: Translator) -> str:
    role = "agent" if line.speaker in AGENT_NAMES else line.role
    return t(f"lab_translate.note.by.{role}", name=line.speaker or "")


def _what(address: str, t: Translator) -> str:
    """What a text of its own is: the parts of a story that are not said in the chat."""
    parts = address.split(".")
    named = len(parts) == 3 or parts[0] == "customer"
    return t(f"lab_translate.note.what.{parts[0]}.{parts[-1]}" if named else f"lab_translate.note.what.{parts[0]}")
