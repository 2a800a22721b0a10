"""Board documents for the wall, as the server publishes them."""

from typing import Any

from game.team.rules import ContestRules
from game.text import LANGUAGES, load

Document = dict[str, Any]

NOW = 1_800_000_000
"""The moment of every document, in seconds since the epoch."""
TEAMS = [
    "蓝鲸队",
    "Night Shift",
    "退款小分队",
    "Ça va aller",
    "稳如老狗",
    "Team Teapot",
    "晚风与客服",
    "第八桌",
    "向日葵组",
    "末班车",
]
TITLES = {
    "late-parcel": {"zh": "包裹去哪了", "en": "Where Is My Parcel"},
    "picky-returner": {"zh": "七天无理由", "en": "Seven Days, No Reason"},
}
RULES = ContestRules()


def contest(state: str = "open", *, frozen: bool = False, **times: int | None) -> Document:
    """The head of a document: open for another hour and a bit unless told otherwise."""
    clock = {"now": NOW, "opens": NOW - 7200, "freezes": NOW + 1800, "closes": NOW + 4210} | times
    return {"slug": "spring", "name": "春季稳心杯 Spring Cup", "state": state, "frozen": frozen, **clock}


def rule(kind: str) -> dict[str, str]:
    """The rule as the server prints it, in every language."""
    values = {
        "attempts": RULES.attempts, "stories": RULES.stories, "average": RULES.average_players,
        "share": RULES.ranked_share, "least": RULES.ranked_least,
    }  # fmt: skip
    return {language: load(language)(f"team.rule.{kind}", **values) for language in LANGUAGES}


def row(number: int, name: str | None, **told: Any) -> Document:
    """A ranked row; places 2 and 3 are shared by the teams in second and third place."""
    place = 2 if number == 3 else number
    score = 2610 - 97 * place
    spark = [score - 40 * (12 - step) + 30 * (step * number % 5) for step in range(12)]
    changes = [2, -1, 0, None, -2, 1, 0, 0, None, 0]
    return {
        "place": place, "id": f"row-{number}", "name": name, "score": score, "change": changes[(number - 1) % 10],
        "team": "", "members": 12, "played": 12 - number, "attempts": 2.3, "spark": spark,
    } | told  # fmt: skip


def board(kind: str, rows: list[Document], head: Document | None = None, **told: Any) -> Document:
    """A document of one kind."""
    return {
        "contest": head or contest(), "kind": kind, "version": 7, "rule": rule(kind), "rows": rows, "filling": [],
        "ticker": [], "awards": [], "story": "", "played": 40, "needed": 0, "titles": TITLES,
    } | told  # fmt: skip


def team_board(head: Document | None = None, teams: int = 10, **told: Any) -> Document:
    """Teams with all there is: some still filling, ten runs in the ticker, every award."""
    filling = [
        {"id": f"fill-{n}", "name": name, "played": n, "members": 9, "needed": 6}
        for n, name in enumerate(["新人一队", "Monday Crew", "夜班", "周末组", "Left Desk"])
    ]
    ticker = [
        {"at": NOW - 60 * n, "team": TEAMS[n % 10], "story": list(TITLES)[n % 2], "points": 930 - 31 * n if n else None}
        for n in range(10)
    ]
    full = {"filling": filling, "ticker": ticker, "awards": awards()} | told
    return board("team", [row(n + 1, f"{TEAMS[n % 10]}{n // 10 or ''}") for n in range(teams)], head, **full)


def awards() -> list[Document]:
    """One award of every kind; the second is held by somebody who wants no name."""
    return [
        {"award": "improved", "id": "a", "name": "小满", "team": "蓝鲸队", "value": 312, "story": "late-parcel"},
        {"award": "steady", "id": "b", "name": None, "team": "Night Shift", "value": 82, "story": ""},
        {"award": "promises", "id": "c", "name": "Ming", "team": "第八桌", "value": 9, "story": ""},
        {"award": "mastered", "id": "d", "name": "蓝鲸队", "team": "蓝鲸队", "value": 83, "story": "late-parcel"},
    ]


def person_board(kind: str, head: Document | None = None, **told: Any) -> Document:
    """Members over all stories, or in one."""
    names = ["小满", "Ming", None, "阿哲", "Zoë", "林一"]
    rows = [row(n + 1, name, team=TEAMS[n], members=1, played=1) for n, name in enumerate(names)]
    return board(kind, rows, head, **told)


def all_boards(head: Document | None = None, **told: Any) -> dict[str, Document]:
    """Every board of a contest, by the query it is asked for with."""
    stories = {f"kind=story&story={id}": person_board("story", head, story=id) for id in TITLES}
    return {"kind=team": team_board(head, **told), "kind=member": person_board("member", head), **stories}
