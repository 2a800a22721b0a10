"""Tokens, tickets and deals: what must not be guessed, and what is kept of it."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

TOKEN_BYTES = 16
ORDERS = 2**31 - 1


def new_token() -> str:
    """Return a new token: 128 random bits. Only its hash is kept."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_secret() -> str:
    """Return a new secret of a contest, as hexadecimal digits."""
    return secrets.token_hex(32)


def hashed(text: str) -> str:
    """Return what is kept of a token or a ticket. They are random enough to need no salt and no slow hash."""
    return hashlib.sha256(text.encode()).hexdigest()


def ticket_text(secret: bytes, member: str, digest: str, attempt: int) -> str:
    """Return the ticket of an attempt: always the same one, so that it need not be kept to be told again."""
    return _mac(secret, "ticket", member, digest, str(attempt)).hex()


def deal(secret: bytes, member: str, digest: str, attempt: int, variants: Sequence[str]) -> tuple[str, int]:
    """Return the variant and the seed of the order of replies of an attempt.

    No two people's deals are alike by design, so a colleague's list of digits does not fit; and nobody can work theirs
    out before the ticket is there. Attempts go through the variants in turn, from a start of one's own.
    """
    begin = int.from_bytes(_mac(secret, "variant", member, digest)[:8])
    order = int.from_bytes(_mac(secret, "order", member, digest, str(attempt))[:8])
    return variants[(begin + attempt) % len(variants)], 1 + order % ORDERS


def _mac(secret: bytes, *parts: str) -> bytes:
    return hmac.digest(secret, "\x1f".join(parts).encode(), "sha256")
