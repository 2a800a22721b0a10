"""Which words may be ids, and which are taken."""

RESERVED = frozenset(
    {
        "satisfaction", "stamina", "shop", "strikes", "heat", "heard", "mood", "used", "read", "promise",
        "and", "or", "not", "is", "at", "least", "most", "true", "false", "END",
    }
)  # fmt: skip
"""Words with a meaning of their own in conditions and routes."""

LONGEST_ID = 60


def is_id(word: str) -> bool:
    """Is this an id: letters, digits, hyphens and underscores?"""
    return len(word) <= LONGEST_ID and word.replace("-", "a").replace("_", "a").isalnum()


def is_story_id(word: str) -> bool:
    """Is this a story's id: small Latin letters, digits and hyphens?"""
    return bool(word) and is_id(word) and word.isascii() and word == word.lower() and "_" not in word and word[0] != "-"
