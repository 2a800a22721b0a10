"""Tokens and tickets: what must not be guessed, and what is kept of it."""

import hashlib
import secrets

from game.team.dealing import mac

TOKEN_BYTES = 16


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
    return mac(secret, "ticket", member, digest, str(attempt)).hex()
