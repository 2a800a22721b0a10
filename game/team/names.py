"""Names, codes and ids of contests: made safe where they come in, read forgivingly, never guessed.

Names end in other people's terminals and on a wall, so nothing in them may command, hide, reorder or overflow.
"""

import re
import secrets
from collections.abc import Callable
from unicodedata import category, combining, normalize

from game.saves.ids import new_id
from game.team.codec import WireError
from game.text import cell_width, truncate

__all__ = [
    "CODE_LETTERS", "CODE_SIZE", "ID", "NAME_CELLS", "SLUG", "NameProblem", "clean_name", "display_name", "is_id",
    "is_slug", "name_key", "new_code", "new_id", "read_code", "read_id", "show_code", "team_name",
]  # fmt: skip

NAME_CELLS = 24
"""Widest name: 24 letters or 12 Chinese characters."""
NAME_LETTERS = 3 * NAME_CELLS
"""Longest name in code points: a letter and its marks. Some letters are marks by nature and have no width at all."""
MARKS = 2
"""Most combining marks in a row: enough for Vietnamese and pinyin, too few to climb out of the line."""
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, so that a code read aloud is heard right."""
CODE_SIZE = 8
"""Letters of a join code: 40 bits."""
SLUG = "[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?"
"""What a contest or a story is called in an address."""
ID = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
"""What an id of a run, member or team looks like: UUID version 7."""
DIGEST = "[0-9a-f]{16}"
"""What the digest of a story looks like."""

_TAKEN_OUT = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters by name, nothing to the eye."""
_SPACES = re.compile(r"\s+")
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", **dict.fromkeys(" -\u2010\u2011\u2012\u2013\u2014_.\t\u3000")})
_LOOK_ALIKES = str.maketrans("авекмнорстухіјѕԁһԛԝαβεικνορτυχ", "abekmhopctyxijsdhqwabeikvoptux")
"""Small letters, as case is folded first; some are only alike in capitals."""
_RESERVED = frozenset((
    "admin", "administrator", "moderator", "organizer", "organiser", "root", "server", "system", "steady", "steadydear",
    "team", "teammate", "ateammate", "teamlead", "anonymous", "nobody", "null", "none", "undefined", "you", "me",
    "管理员", "系统", "服务器", "主持人", "组织者", "裁判", "客服",
    "官方", "队友", "一位队友", "匿名", "无", "我", "你", "稳住亲",
))  # fmt: skip


class NameProblem(WireError):
    """A name or a code that cannot be used. Told by `sentence` like any other fault in what came in."""

    @property
    def key(self) -> str:
        """The key of the sentence in the message catalogue."""
        return f"team.name.{self.code}"


def clean_name(text: str) -> str:
    """Return a name that is safe to show, cut to NAME_CELLS; empty where nothing is left. Never raises.

    In this order: compatibility forms become plain (NFKC); control, format, surrogate, private and unassigned
    characters and blank letters go; white space becomes one space; of combining marks at most MARKS stay in a row and
    none at the start. Cleaning twice changes nothing. For names that come back from a server; see `display_name`.
    """
    # Without an ellipsis, which NFKC would make three dots of the next time.
    return truncate(_tidy(text)[:NAME_LETTERS], NAME_CELLS, ellipsis="").rstrip()


def display_name(text: str) -> str:
    """Return a player's name as it is kept. Raises NameProblem: `empty`, `too_long`, `reserved`."""
    return _kept(text)


def team_name(text: str) -> str:
    """Return a team's name as it is kept. Raises NameProblem as `display_name`."""
    return _kept(text)


def name_key(name: str) -> str:
    """Return what two names have in common that would be read as one.

    Case, spaces and punctuation do not count, nor whether a letter is Latin or the Cyrillic or Greek one of its shape.
    Two members of a team, and two teams of a contest, must differ in it. Empty for a name of nothing but punctuation.
    """
    folded = normalize("NFKC", name.casefold()).translate(_LOOK_ALIKES)
    return "".join(letter for letter in folded if letter.isalnum() or combining(letter))


def new_code(draw: Callable[[int], int] = secrets.randbelow) -> str:
    """Return a join code; `draw(n)` gives a number below n."""
    return "".join(CODE_LETTERS[draw(len(CODE_LETTERS))] for _ in range(CODE_SIZE))


def read_code(text: str) -> str:
    """Return the join code that was typed: in any case, with spaces or hyphens, O for 0, I or L for 1.

    Raises NameProblem: `bad_code` where no such code can be meant.
    """
    code = normalize("NFKC", text[:64]).upper().translate(_READ_AS)
    if len(code) != CODE_SIZE or not set(code) <= set(CODE_LETTERS):
        raise NameProblem("bad_code", letters=CODE_SIZE)
    return code


def show_code(code: str) -> str:
    """Return a join code as it is shown and read aloud: two groups of four."""
    return f"{code[:4]}-{code[4:]}"


def is_id(text: str) -> bool:
    """Whether a text is an id of ours (UUID version 7, lower case)."""
    return re.fullmatch(ID, text) is not None


def read_id(text: str) -> str:
    """Return the id in a text of any case. Raises NameProblem: `bad_id`."""
    id = text.strip().lower() if len(text) <= 64 else ""
    if not is_id(id):
        raise NameProblem("bad_id")
    return id


def is_slug(text: str) -> bool:
    """Whether a text may name a contest or a story in an address."""
    return re.fullmatch(SLUG, text) is not None


def _kept(text: str) -> str:
    name = _tidy(text[:1000])
    if not name_key(name):
        raise NameProblem("empty")
    if cell_width(name) > NAME_CELLS or len(name) > NAME_LETTERS:
        raise NameProblem("too_long", limit=NAME_CELLS)
    if name_key(name) in _RESERVED:
        raise NameProblem("reserved", name=name)
    return name


def _tidy(text: str) -> str:
    """Taking something out may let its neighbours join, so it is done until nothing changes."""
    for _ in range(8):
        before, text = text, _SPACES.sub(" ", _few_marks(_readable(normalize("NFKC", text)))).strip()
        if text == before:
            break
    return text


def _readable(text: str) -> str:
    spaced = _SPACES.sub(" ", text)
    return "".join(letter for letter in spaced if letter not in _BLANK and category(letter) not in _TAKEN_OUT)


def _few_marks(text: str) -> str:
    kept: list[str] = []
    marks = MARKS  # none at the start
    for letter in text:
        marks = marks + 1 if category(letter).startswith("M") else 0
        if marks <= MARKS:
            kept.append(letter)
    return "".join(kept)
