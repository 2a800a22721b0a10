"""Which deal an attempt gets. Pure: whoever knows the secret of a contest can work out every deal of it.

The secret is told in the export once the contest is over, so that anybody can see that nobody was dealt to by favour.
"""

import hmac
from collections.abc import Sequence

ORDERS = 2**31 - 1


def deal(secret: bytes, member: str, digest: str, attempt: int, variants: Sequence[str]) -> tuple[str, int]:
    """Return the variant and the seed of the order of replies of an attempt.

    No two people's deals are alike by design, so a colleague's list of digits does not fit; and nobody can work theirs
    out before the ticket is there. Attempts go through the variants in turn, from a start of one's own.
    """
    begin = int.from_bytes(mac(secret, "variant", member, digest)[:8])
    order = int.from_bytes(mac(secret, "order", member, digest, str(attempt))[:8])
    return variants[(begin + attempt) % len(variants)], 1 + order % ORDERS


def mac(secret: bytes, *parts: str) -> bytes:
    """Return what only who knows the secret can make of these parts."""
    return hmac.digest(secret, "\x1f".join(parts).encode(), "sha256")
