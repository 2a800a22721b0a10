"""The texts of a story by address, in reading order: one walk for telling a story again and for listing what to translate."""

from collections.abc import Callable
from dataclasses import replace

from game.story import BUILT_IN_ENDINGS, Choice, Line, Scene, Story

Tell = Callable[[str, str], str]
"""Given an address and the source text, the text to show."""
TellLine = Callable[[str, Line], Line]


def line_text(line: Line, language: str) -> str:
    """Return a line as written in a story: with its speaker, and the colon of its language."""
    if line.speaker is None:
        return line.text
    return f"{line.speaker}：{line.text}" if language.startswith("zh") else f"{line.speaker}: {line.text}"


def texts(story: Story, brought_along: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return every text of the story by address; those that the game brought along belong to no translator."""
    found: dict[str, str] = {}

    def note(address: str, text: str) -> str:
        if text and text not in brought_along:
            found[address] = text
        return text

    def note_line(address: str, line: Line) -> Line:
        found[address] = line_text(line, story.language)
        if line.softer:
            found[f"{address}.softer"] = line_text(replace(line, text=line.softer), story.language)
        return line

    retold(story, note, note_line)
    return found


def retold(story: Story, tell: Tell, tell_line: TellLine) -> Story:
    """Return the story with every text replaced by what `tell` and `tell_line` say, asked in reading order."""
    head = {name: tell(name, getattr(story, name)) for name in ("title", "summary")}
    person = story.customer
    customer = replace(
        person,
        name=tell("customer.name", person.name),
        about=tell("customer.about", person.about),
        hidden=tell("customer.hidden", person.hidden),
    )
    cast = tuple(tell(f"cast.{number}", name) for number, name in enumerate(story.cast, 1))
    promises = {id: tell(f"promises.{id}", words) for id, words in story.promises.items()}
    variants = tuple(
        replace(
            variant,
            about=tell(f"variants.{variant.id}.about", variant.about),
            hidden=tell(f"variants.{variant.id}.hidden", variant.hidden),
        )
        for variant in story.variants
    )
    cards = {
        id: replace(card, title=tell(f"cards.{id}.title", card.title), text=tell(f"cards.{id}.text", card.text))
        for id, card in story.cards.items()
    }
    thoughts = {
        id: replace(
            thought, text=tell(f"thoughts.{id}.text", thought.text), why=tell(f"thoughts.{id}.why", thought.why)
        )
        for id, thought in story.thoughts.items()
    }
    scenes = {id: _scene(scene, tell, tell_line) for id, scene in story.scenes.items()}
    endings = tuple(
        replace(
            ending, title=tell(f"endings.{ending.id}.title", ending.title), text=tell(f"endings.{ending.id}.text", ending.text)
        )
        for ending in story.endings
    )
    tail = {name: tell(name, getattr(story, name)) for name in ("rule", "goal")}
    return replace(
        story,
        **head,
        customer=customer,
        cast=cast,
        promises=promises,
        variants=variants,
        cards=cards,
        thoughts=thoughts,
        scenes=scenes,
        endings=endings,
        **tail,
    )


def _scene(scene: Scene, tell: Tell, tell_line: TellLine) -> Scene:
    address = f"scenes.{scene.id}"
    say = _lines(f"{address}.say", scene.say, tell_line)
    hint = tell(f"{address}.hint", scene.hint)
    return replace(
        scene, say=say, hint=hint, choices=tuple(_choice(choice, tell, tell_line) for choice in scene.choices)
    )


def _choice(choice: Choice, tell: Tell, tell_line: TellLine) -> Choice:
    address = f"choices.{choice.id}"
    text = tell(f"{address}.text", choice.text)
    locked = tell(f"{address}.locked", choice.locked)
    reply = _lines(f"{address}.reply", choice.reply, tell_line)
    return replace(choice, text=text, locked=locked, reply=reply, why=tell(f"{address}.why", choice.why))


def _lines(address: str, lines: tuple[Line, ...], tell_line: TellLine) -> tuple[Line, ...]:
    return tuple(tell_line(f"{address}.{number}", line) for number, line in enumerate(lines, 1))


__all__ = ["BUILT_IN_ENDINGS", "Tell", "TellLine", "line_text", "retold", "texts"]
