"""Chats as statements of the Experience API 1.0.3, which learning record stores take in.

Sending the same chat twice gives the same ids, so a store keeps it once.
"""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

if TYPE_CHECKING:
    from game.cli.practice import Practised
    from game.saves import Result

_OURS = "urn:steady-dear"
_VERBS = "http://adlnet.gov/expapi/verbs"
_TYPE = "http://adlnet.gov/expapi/activities/simulation"
_HOME = "https://steady-dear.invalid"
"""Where players have their names, for those who give no address; nobody can own this one (RFC 2606)."""


def moment(at: float) -> str:
    """Return seconds since the epoch as ISO 8601 in UTC."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


def statements(chat: "Practised", language: str, email: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield that the chat was begun and, where it has ended, how."""
    summary = chat.saved.summary
    yield _statement(chat, language, email, "initialized", summary.started_at)
    result = chat.saved.result
    if result is not None:
        yield {**_statement(chat, language, email, "completed", summary.last_played), "result": _result(chat, result)}


def _statement(chat: "Practised", language: str, email: str | None, verb: str, at: float) -> dict[str, Any]:
    saved = chat.saved
    return {
        "id": str(uuid5(NAMESPACE_URL, f"{_OURS}:run:{saved.id}:{verb}")),
        "actor": _actor(saved.summary.player, email),
        "verb": {"id": f"{_VERBS}/{verb}", "display": {"en": verb}},
        "object": _activity(chat, language),
        "context": {
            "registration": str(uuid5(NAMESPACE_URL, f"{_OURS}:run:{saved.id}")),
            "platform": "Steady, Dear",
            "language": language,
            "extensions": {f"{_OURS}:deal": saved.run.deal.variant, f"{_OURS}:mode": saved.summary.mode},
        },
        "timestamp": moment(at),
    }


def _actor(player: str, email: str | None) -> dict[str, Any]:
    if email:
        return {"objectType": "Agent", "mbox": f"mailto:{email}"}
    return {"objectType": "Agent", "account": {"homePage": _HOME, "name": player or "player"}}


def _activity(chat: "Practised", language: str) -> dict[str, Any]:
    definition: dict[str, Any] = {"type": _TYPE}
    if chat.story:
        told_in = chat.story.source_language if "title" in chat.story.untranslated else language
        definition["name"] = {told_in or language: chat.story.title}
    return {"objectType": "Activity", "id": f"{_OURS}:story:{chat.saved.summary.story}", "definition": definition}


def _result(chat: "Practised", result: "Result") -> dict[str, Any]:
    return {
        "score": {"scaled": result.score / 1000, "raw": result.score, "min": 0, "max": 1000},
        "success": result.grade in ("best", "good"),
        "completion": True,
        "duration": f"PT{round(chat.seconds)}S",
        "extensions": {
            f"{_OURS}:ending": result.ending,
            f"{_OURS}:grade": result.grade,
            f"{_OURS}:techniques": dict(chat.techniques),
            f"{_OURS}:slips": dict(chat.slips),
        },
    }
