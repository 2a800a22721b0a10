"""The contest on the shift board: one item that says how it stands."""

from game.team.client.kinds import Standing
from game.text import Translator
from game.ui.contest.words import attempts_left, countdown, place
from game.ui.screens.home import CARD
from game.ui.widgets.board import Entry


def first_card(t: Translator, title: str, team: str) -> Entry:
    """The item while only what was joined is known."""
    return Entry(CARD, title, t("ui_contest.card.team", team=team), heading=t("ui_contest.title"))


def card(t: Translator, standing: Standing, waiting: int, now: float) -> Entry:
    """The item for a contest: `waiting` runs are not sent yet; `now` in seconds since the epoch."""
    mine = standing.membership
    facts = [t("ui_contest.card.team", team=mine.team), place(t, standing)]
    if standing.state in ("open", "frozen") and standing.stories:
        facts.append(t("ui_contest.card.left", left=attempts_left(standing)))
    if waiting:
        facts.append(t("ui_contest.card.waiting", count=waiting))
    rest = countdown(t, standing, now)
    state = t(f"team_client.contest.{standing.state}")
    return Entry(
        CARD, mine.title, t("ui_contest.card.dot").join(facts), tag=state, remarks=(rest,) if rest else (),
        heading=t("ui_contest.title"),
    )  # fmt: skip
