"""A document as it is published: JSON, with a tag by which clients see that it is the one they have."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from game.team.server.store.shown import Document


def paper(data: Mapping[str, Any]) -> Document:
    """Return the document that says this."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Document(data["version"], hashlib.sha256(body.encode()).hexdigest()[:32], body)
