"""Actions as people know them: a reply by its first words, a pause in brackets."""

import shlex
from collections.abc import Sequence

from game.story import DEFAULT_VARIANT, Story
from game.text import Translator, clean, truncate


def step_text(story: Story, action: str, t: Translator) -> str:
    """Return what an action is called, in the story's language where the story speaks; its id where it has no words."""
    if action in story.choices:
        choice = story.choices[action]
        words = clean(next(iter(choice.bubbles), choice.text))
        return t("lab_check.step.quiet", text=words) if choice.quiet else words
    kind, _, rest = action.partition(":")
    name, _, inner = rest.partition(":")
    if kind == "card" and rest in story.cards:
        return t("lab_check.step.card", title=story.cards[rest].title)
    if name == "reframe" and inner in story.thoughts:
        return t("lab_check.step.reframe", text=story.thoughts[inner].text)
    if kind == "care" and name in ("breathe", "ask"):
        return t(f"lab_check.step.{name}")
    return clean(action)


def numbered(story: Story, actions: Sequence[str], t: Translator, width: int) -> list[str]:
    """Return a play as a numbered list, each action on a line of at most `width` cells."""
    digits = len(str(len(actions)))
    steps = enumerate((step_text(story, action, t) for action in actions), 1)
    return [truncate(f"{number:>{digits}}. {text}", width) for number, text in steps]


def run_line(called: str, deal: str, actions: Sequence[str]) -> str:
    """Return the command that plays these actions, for a story that the command line knows as `called`."""
    words = ["steady", "run", called]
    words += ["--deal", deal] if deal not in ("", DEFAULT_VARIANT) else []
    words += ["--choose", ",".join(actions)] if actions else []
    return shlex.join(words)
