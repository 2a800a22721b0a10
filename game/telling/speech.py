"""Who said what: lines and bubbles as `speaker: words`."""

from game.engine import Outcome
from game.story import Line
from game.text import Translator, cell_width


def joined(bubbles: tuple[str, ...]) -> str:
    """Return bubbles as one text: Chinese needs no blank after a full stop."""
    text = ""
    for bubble in bubbles:
        text += bubble if not text or cell_width(text[-1]) > 1 else f" {bubble}"
    return text


def line_text(line: Line, softer: bool = False) -> str:
    """Return a line's words; where the player asked for softer insults, those that stand in for an insult."""
    return line.softer if softer and line.insult and line.softer else line.text


def spoken(line: Line, t: Translator, softer: bool = False) -> str:
    """Return a line with its speaker in front; narration has none."""
    text = line_text(line, softer)
    return t("telling.says", speaker=line.speaker, text=text) if line.speaker else text


def said(outcome: Outcome, t: Translator) -> tuple[str, ...]:
    """Return what the agent did in words: the bubbles that were sent, or the note that stands for silence."""
    if outcome.choice is not None and outcome.choice.quiet:
        return (t("telling.quiet", text=outcome.choice.text),)
    return tuple(t("telling.says", speaker=t("telling.agent"), text=bubble) for bubble in outcome.said)
