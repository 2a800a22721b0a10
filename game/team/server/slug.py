"""What a contest is called in addresses: its name in letters that any keyboard has and that no chat cuts a link at."""

import re

from anyascii import anyascii

LONGEST = 60
"""Letters: a number has room behind them where there are several contests of one name."""
_HAN = re.compile("([\u3400-\u9fff\uf900-\ufaff])")


def slug_of(name: str, otherwise: str = "contest") -> str:
    """Return a name in Latin letters and digits, Chinese as it is read (`chun-ji-bei`); `otherwise` where none is left.

    A character that has several readings gets the most frequent one: it is an address, not a pronunciation guide.
    """
    letters = re.sub("[^a-z0-9]+", "-", anyascii(_HAN.sub(r" \1 ", name)).lower()).strip("-")
    whole_words = letters[: LONGEST + 1].rpartition("-")[0] if len(letters) > LONGEST else letters
    return whole_words or letters[:LONGEST] or otherwise
