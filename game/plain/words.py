"""What a player may type besides numbers: each command with its letter and its words in the player's language."""

from game.text import Translator

CHAT = (
    "breathe", "reframe", "ask", "cards", "replies", "meters", "transcript", "undo", "coach", "lang", "settings",
    "help", "quit",
)  # fmt: skip
HOME = ("lang", "settings", "help", "quit")


def command(answer: str, known: tuple[str, ...], t: Translator) -> str | None:
    """Return the command that an answer means; None for none of the known ones."""
    return next((name for name in known if answer in t(f"plain.word.{name}").split()), None)


def help_lines(known: tuple[str, ...], t: Translator) -> list[str]:
    """Return a line for each command: what to type and what it does."""
    return [t("plain.help.line", words=_first_words(name, t), does=t(f"plain.does.{name}")) for name in known]


def _first_words(name: str, t: Translator) -> str:
    return t("plain.help.or").join(t(f"plain.word.{name}").split()[:2])
