"""What became of a run, in words."""

from game.team.client.kinds import Sending
from game.team.codec import Says


def result(sent: Sending, t: Says) -> str:
    """Return what became of a run: what the server said of it, else its state; where it waits, why."""
    if sent.sent and sent.sentence:
        return sent.sentence
    return t("team_client.sent", state=t(f"team_client.state.{sent.state}"), sentence=sent.sentence).strip()
