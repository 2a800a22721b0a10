"""What a player may see of themselves and their neighbours, and the stories once they are open."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping

from game.team.document import Row
from game.team.names import read_id
from game.team.server.contests import find
from game.team.server.players.verdicts import own_result, scores
from game.team.server.refusals import Refused, not_found
from game.team.server.services import Services
from game.team.server.store import contests, kept, log, near, people, play, shown
from game.team.server.store.near import Near
from game.team.server.store.people import Person
from game.team.wire import Around, Me, MemberInfo, RunReplay, StoryFile, TeamInfo

MOST_RESULTS = 4000


def me(services: Services, person: Person) -> Me:
    """Return who one is, and how one's own runs went; that is never hidden from oneself."""
    with services.database.glance() as connection:
        slug, team = people.home_of(connection, person)
        runs = play.last_of_member(connection, person.id, MOST_RESULTS)
        used = play.used_attempts(connection, person.id)
    results = tuple(map(own_result, runs))
    return Me(member_info(person), TeamInfo(person.team, team), slug, used, results)


def member_info(person: Person) -> MemberInfo:
    """Return what a member is told of themselves."""
    return MemberInfo(person.id, person.name, person.hidden, "lead" if person.role == "lead" else "member")


def everything(services: Services, person: Person) -> bytes:
    """Return all that is kept of a member, as JSON: for themselves alone."""
    with services.database.snapshot() as connection:
        whole = {
            "member": people.row_of(connection, person.id),
            "runs": [_plain(row) for row in play.runs_of_member(connection, person.id)],
            "tickets": play.tickets_of(connection, person.id),
            "log": [_plain(note) for note in log.notes_about(connection, person.contest, person.id)],
        }
    return _laid_out(whole).encode()


def _laid_out(whole: Mapping[str, object]) -> str:
    """JSON with a line for each run, ticket and note. To indent all of it takes Python longer than to find it."""
    return "{\n" + ",\n".join(f'"{name}": {_lines(value)}' for name, value in whole.items()) + "\n}\n"


def _lines(value: object) -> str:
    if not isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return "[\n  " + ",\n  ".join(map(_lines, value)) + "\n]" if value else "[]"


def _plain(row: Mapping[str, Any]) -> dict[str, object]:
    """A row without what is the server's own; lists as lists."""
    lists = {name: json.loads(row[name]) for name in ("actions", "times_ms") if name in row}
    return {name: value for name, value in row.items() if name not in _INTERNAL} | lists


_INTERNAL = ("contest_id", "body_hash", "ticket_hash", "actions_hash", "answer")


def around(services: Services, person: Person) -> Around:
    """Return one's own row and its neighbours.

    One's own alone, without its place, while places are hidden; one's own alone while too few have a result.
    """
    with services.database.glance() as connection:
        at = contests.by_id(connection, person.contest)
        is_frozen = at.is_frozen(services.now())
        is_few = at.members < at.rules.min_group  # a neighbour's numbers would be a person's known to all
        rows = [] if is_frozen or is_few else [_row(one, person) for one in near.around(connection, at.id, person.id)]
        if all(row.id != person.id for row in rows):  # none yet, or more share this very place than are shown
            rows = sorted([*_own(connection, person, is_frozen), *rows], key=lambda row: (-row.score, row.attempts))
    return Around(person.id, 0 if is_frozen else at.members, tuple(rows))


def _own(connection: Connection, person: Person, is_frozen: bool) -> Iterator[Row]:
    """One's own row, without its place while the board is frozen; none for who has no result."""
    own = near.own(connection, person.id)
    if own:
        place = None if is_frozen else kept.place(connection, person.contest, *own)
        _, team = people.home_of(connection, person)
        yield Row(place, person.id, person.name, own[0], team=team, attempts=own[1])


def _row(one: Near, person: Person) -> Row:
    """A row as that person sees it: the own name stands there for oneself, though hidden."""
    name = one.name if one.id == person.id or not one.hidden else None
    return Row(one.place, one.id, name, one.points, team=one.team_name, attempts=float(one.attempts))


def story_file(services: Services, digest: str) -> StoryFile:
    """Return a story of a contest that has opened. Raises Refused: `sealed` before that, `no_story`."""
    with services.database.reading() as connection:
        found = play.homes_of_story(connection, digest)
        if not found:
            raise not_found("no_story")
        opened = [id for id in found if contests.by_id(connection, id).state(services.now()) != "planned"]
        story = play.story_of(connection, opened[0], digest) if opened else None
    if story is None:
        raise Refused(403, "sealed")
    return StoryFile(story.yaml, dict(story.translations))


def run_replay(services: Services, run_id: str, person: Person | None, admin_of: Collection[int] = ()) -> RunReplay:
    """Return a run to be watched: by who played it, the lead of that team, an admin of that contest. Raises Refused."""
    with services.database.reading() as connection:
        row = play.run_of(connection, read_id(run_id))
        if row is None or not _may_watch(connection, row, person, admin_of):
            raise not_found("no_run")
        player = people.by_id(connection, row["contest_id"], row["member_id"])
        name = _named(player, person, row["contest_id"] in admin_of)
    score, points = scores(row)
    return RunReplay(
        row["id"], row["digest"], row["variant"], row["seed"], tuple(json.loads(row["actions"])),
        tuple(json.loads(row["times_ms"])), row["rules"], row["status"], score, points, name,
    )  # fmt: skip


def _may_watch(connection: Connection, row: RowMapping, person: Person | None, admin_of: Collection[int]) -> bool:
    if row["contest_id"] in admin_of:
        return True
    if person is None:
        return False
    leads = person.role == "lead" and row["team_id"] == person.team
    return row["member_id"] == person.id or (leads and contests.by_id(connection, person.contest).rules.leads_see)


def _named(player: Person | None, watcher: Person | None, is_admin: bool) -> str:
    """The player's name, for whoever watches: who is hidden has one for themselves and the organiser alone."""
    if player is None:
        return ""
    is_own = watcher is not None and watcher.id == player.id
    return player.name if is_admin or is_own or not player.hidden else ""


def published(services: Services, slug: str, kind: str, story: str) -> tuple[str, bytes]:
    """Return a published board as (ETag, JSON). Raises Refused where there is none of the kind."""
    if kind not in ("team", "member", "story") or (kind == "story") != bool(story):
        raise not_found("no_board")
    with services.database.glance() as connection:
        at = find(connection, slug)
        document = shown.document(connection, at.id, f"{kind}:{story}" if story else kind)
        is_sealed = at.state(services.now()) == "planned"
        if document is None and story and (is_sealed or story not in play.titles(connection, at.id)):
            raise not_found("no_board")
    if document is None:
        raise Refused(503, "not_yet", {"Retry-After": "1"})
    return document.etag, document.body.encode()
