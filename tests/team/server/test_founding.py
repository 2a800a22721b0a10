"""Contests made while a server runs: each has an address and memories of its own."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from game.team.rules import ContestRules
from game.team.server import contests
from game.team.server.contests import Made, Times
from game.team.server.database import Database
from game.team.server.organisers.retention import erase_expired
from game.team.server.services import Services
from game.team.server.starting import resume
from tests.team.server.serving import START, Serving, stories

DAY = 86_400_000


def test_contests_of_one_name_made_at_once_get_an_address_each(database: Database) -> None:
    services = Services(database)

    def make(_: int) -> Made:
        return contests.make(services, "Spring Cup", [], Times(), ContestRules())

    with ThreadPoolExecutor(8) as several:
        made = list(several.map(make, range(8)))
    numbered = [f"spring-cup-{number}" for number in range(2, 9)]
    assert sorted(one.contest.slug for one in made) == ["spring-cup", *numbered]


def test_a_service_goes_on_with_the_last_contest_even_if_it_is_over_and_makes_none(sqlite: Database) -> None:
    now = START
    services = Services(sqlite, lambda: now)
    assert resume(services, None, new_token=False, or_over=True) is None
    for name in ("Spring Cup", "Autumn Cup"):
        contests.make(services, name, [], Times(opens=START, closes=START + DAY), ContestRules())
    going_on = resume(services, None, new_token=False, or_over=True)
    now += 2 * DAY
    over = resume(services, None, new_token=False, or_over=True)
    assert going_on and (going_on.contest.name, going_on.is_over) == ("Autumn Cup", False)
    assert over and (over.contest.name, over.is_over, over.admin_token) == ("Autumn Cup", True, "")
    assert resume(services, None, new_token=False) is None


def test_a_contest_with_the_number_of_an_erased_one_has_stories_of_its_own(sqlite: Database) -> None:
    """SQLite gives the number of the last row once more. What is kept at hand of stories goes by numbers."""
    now, ((_, story), (_, other)) = START, stories(2)
    services = Services(sqlite, lambda: now)
    old = contests.make(services, "Spring Cup", [story, other], Times(closes=START), ContestRules(keep_days=1)).contest
    with sqlite.reading() as connection:
        assert services.shelf.story(connection, old.id, story.digest)
        assert services.shelf.story(connection, old.id, other.digest)
    now += 2 * DAY
    assert erase_expired(services) == ("Spring Cup",)
    best = {deal: 450 for deal in story.best_scores}
    new = contests.make(services, "Autumn Cup", [replace(story, best_scores=best)], Times(), ContestRules()).contest
    assert new.id == old.id
    with sqlite.reading() as connection:
        shelved = services.shelf.story(connection, new.id, story.digest)
        assert shelved and shelved.best_scores == best
        assert services.shelf.story(connection, new.id, other.digest) is None


def test_a_new_token_takes_the_place_of_the_old_one_at_every_contest(sqlite: Database) -> None:
    """Else an old one that somebody has overheard still opened another round, and its organiser's opened it no more."""
    serving = Serving(sqlite)
    old = serving.made.admin_token
    ask = {"name": "Round 2", "reason": "once more"}
    assert serving.ask("POST", "/api/admin/contests", ask, old).status == 200
    new = contests.new_admin_token(serving.services, serving.made.contest)
    assert serving.ask("GET", "/api/admin/contests", token=old).data["error"] == "not_admin"
    governed = serving.ask("GET", "/api/admin/contests", token=new).data["contests"]
    assert [contest["slug"] for contest in governed] == ["round-2", "spring-cup"]
    serving.close()
