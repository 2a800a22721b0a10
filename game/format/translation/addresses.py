"""The texts of a story by address, in reading order: one walk for telling a story again and for listing its texts."""

from collections.abc import Callable
from dataclasses import replace

from game.story import Choice, Ending, Line, Scene, Story

Tell = Callable[[str, str], str]
"""Given an address and the source text, the text to show."""
TellLine = Callable[[str, Line], Line]


def line_text(line: Line, language: str) -> str:
    """Return a line as written in a story: with its speaker, and the colon of its language."""
    if line.speaker is None:
        return line.text
    return f"{line.speaker}：{line.text}" if language.startswith("zh") else f"{line.speaker}: {line.text}"


def texts(story: Story) -> dict[str, str]:
    """Return every text of the story by address, lines with their speakers, in reading order."""
    found: dict[str, str] = {}

    def note(address: str, text: str) -> str:
        if text:
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
    head = {name: tell(name, getattr(story, name)) for name in ("title", "summary", "rule", "goal")}
    told = _people(story, tell)
    return replace(
        told,
        title=head["title"],
        summary=head["summary"],
        rule=head["rule"],
        goal=head["goal"],
        scenes={id: _scene(scene, tell, tell_line) for id, scene in story.scenes.items()},
        endings=tuple(_ending(ending, tell) for ending in story.endings),
    )


def _people(story: Story, tell: Tell) -> Story:
    person = story.customer
    person = replace(
        person,
        name=tell("customer.name", person.name),
        about=tell("customer.about", person.about),
        hidden=tell("customer.hidden", person.hidden),
    )
    cast = tuple(tell(f"cast.{number}", name) for number, name in enumerate(story.cast, 1))
    variants = tuple(
        replace(
            variant,
            about=tell(f"variants.{variant.id}.about", variant.about),
            hidden=tell(f"variants.{variant.id}.hidden", variant.hidden),
        )
        for variant in story.variants
    )
    return _things(replace(story, customer=person, cast=cast, variants=variants), tell)


def _things(story: Story, tell: Tell) -> Story:
    cards = {
        id: replace(card, title=tell(f"cards.{id}.title", card.title), text=tell(f"cards.{id}.text", card.text))
        for id, card in story.cards.items()
    }
    promises = {id: tell(f"promises.{id}", words) for id, words in story.promises.items()}
    thoughts = {
        id: replace(
            thought, text=tell(f"thoughts.{id}.text", thought.text), why=tell(f"thoughts.{id}.why", thought.why)
        )
        for id, thought in story.thoughts.items()
    }
    return replace(story, cards=cards, promises=promises, thoughts=thoughts)


def _scene(scene: Scene, tell: Tell, tell_line: TellLine) -> Scene:
    address = f"scenes.{scene.id}"
    say = _lines(f"{address}.say", scene.say, tell_line)
    hint = tell(f"{address}.hint", scene.hint)
    choices = tuple(_choice(choice, tell, tell_line) for choice in scene.choices)
    return replace(scene, say=say, hint=hint, choices=choices)


def _choice(choice: Choice, tell: Tell, tell_line: TellLine) -> Choice:
    address = f"choices.{choice.id}"
    text = tell(f"{address}.text", choice.text)
    locked = tell(f"{address}.locked", choice.locked)
    reply = _lines(f"{address}.reply", choice.reply, tell_line)
    return replace(choice, text=text, locked=locked, reply=reply, why=tell(f"{address}.why", choice.why))


def _ending(ending: Ending, tell: Tell) -> Ending:
    address = f"endings.{ending.id}"
    return replace(ending, title=tell(f"{address}.title", ending.title), text=tell(f"{address}.text", ending.text))


def _lines(address: str, lines: tuple[Line, ...], tell_line: TellLine) -> tuple[Line, ...]:
    return tuple(tell_line(f"{address}.{number}", line) for number, line in enumerate(lines, 1))
