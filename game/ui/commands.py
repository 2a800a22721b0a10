"""What a player can do on a screen: one value per command gives its binding, its place in the key bar, in the palette
and in the help, so that the four can never disagree."""

from dataclasses import dataclass

from textual.binding import Binding

from game.text import Translator

_KEY_CAPS = {
    "question_mark": "?", "escape": "Esc", "enter": "Enter", "tab": "Tab", "space": "Space", "slash": "/",
    "pageup": "PgUp", "pagedown": "PgDn", "up": "↑", "down": "↓", "left": "←", "right": "→", "home": "Home",
    "end": "End", "delete": "Del", "backspace": "Bksp", "shift+tab": "Shift+Tab",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. Its texts are `AREA.command.ID` (a word or two) and `AREA.command.ID_help` (a sentence)."""

    id: str
    """snake_case; the screen, or the app for `everywhere`, has the method `action_ID`"""
    keys: str
    """Textual's names of the keys, with commas between; the first is the one shown"""
    shown: bool = True
    """stands in the key bar, unless there is no room, see `stays`; the help and the palette list every command"""
    group: str = "general"
    """the heading in the help: `AREA.group.GROUP`"""
    everywhere: bool = False
    """belongs to the app and works on every screen"""
    cap: str = ""
    """what the key bar prints instead of the first key, as `1-9` for the digits"""
    area: str = "ui"
    """the part of the message catalogue that holds its texts"""

    @property
    def action(self) -> str:
        """The action that Textual runs."""
        return f"app.{self.id}" if self.everywhere else self.id

    @property
    def stays(self) -> bool:
        """Whether the key bar shows it however narrow it is: language and help, and the way out of a screen."""
        return self.everywhere or bool({"escape", "q"} & set(self.key_names))

    @property
    def key_names(self) -> tuple[str, ...]:
        """Textual's name of each key."""
        return tuple(key.strip() for key in self.keys.split(","))

    @property
    def key_cap(self) -> str:
        """The first key as it is printed on a keyboard."""
        return self.key_caps[0]

    @property
    def key_caps(self) -> tuple[str, ...]:
        """All keys as they are printed on a keyboard."""
        first, *others = self.key_names
        return (self.cap or _key_cap(first), *map(_key_cap, others))

    def binding(self) -> Binding:
        """The binding of all its keys; never shown by Textual itself."""
        return Binding(self.keys, self.action, show=False)

    def label(self, t: Translator) -> str:
        """A word or two for the key bar and the palette."""
        return t(f"{self.area}.command.{self.id}")

    def help(self, t: Translator) -> str:
        """A sentence for the palette and the help."""
        return t(f"{self.area}.command.{self.id}_help")


def works_everywhere(key: str) -> bool:
    """Whether a key keeps its meaning where any other key skips or goes on: one with Ctrl, or a function key."""
    return key.startswith("ctrl+") or _is_function_key(key)


def _is_function_key(key: str) -> bool:
    return key[0] == "f" and key[1:].isdigit()


def _key_cap(key: str) -> str:
    if key in _KEY_CAPS:
        return _KEY_CAPS[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if len(key) == 1 or _is_function_key(key) else key


HELP = Command("help", "question_mark,f1", everywhere=True)
LANGUAGE = Command("language", "f2", everywhere=True)
PALETTE = Command("palette", "ctrl+p", shown=False, everywhere=True)
SCREENSHOT = Command("screenshot", "f12", shown=False, everywhere=True)
QUIT_NOW = Command("quit_now", "ctrl+q", shown=False, everywhere=True)
EVERYWHERE = (HELP, LANGUAGE, PALETTE, SCREENSHOT, QUIT_NOW)
"""What works on every screen."""
