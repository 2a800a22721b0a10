"""Contests that one takes part in, and as whom: in by a code, out again. Colleagues who take turns are several."""

from game.saves.contests import JoinedContest
from game.saves.ids import new_id
from game.team.client.address import read_address
from game.team.client.errors import ContestError
from game.team.client.kinds import Membership
from game.team.client.link import Link
from game.team.names import display_name, read_code, team_name
from game.team.wire import ContestInfo, Join


def joined(link: Link) -> tuple[Membership, ...]:
    """Return the contests that were joined, the current one first."""
    return tuple(membership(contest, not place) for place, contest in enumerate(link.store.joined()))


def joined_with(link: Link, code: str) -> tuple[Membership, ...]:
    """Return as whom the contest of a code was joined already, the current one first. Raises NameProblem.

    Two contests with one code are as good as impossible, while one server may well be called by several addresses.
    """
    wanted, every = read_code(code), link.store.joined()
    return tuple(membership(one, not place) for place, one in enumerate(every) if one.code == wanted)


def membership(contest: JoinedContest, is_current: bool) -> Membership:
    """Return a contest as front ends see it: without its token."""
    try:
        is_plain = read_address(contest.address).is_plain
    except ContestError:  # an older game read addresses otherwise
        is_plain = False
    names = (contest.title, contest.slug, contest.address, contest.name, contest.team)
    return Membership(contest.id, *names, is_current, is_plain)


def join(link: Link, address: str, code: str, team: str, name: str) -> Membership:
    """Join a contest and make it the current one. Asks. Raises ContestError, NameProblem."""
    where = read_address(address)
    wish = Join(read_code(code), team_name(team), display_name(name), link.language)
    with link.connect(where) as client:
        joined = client.join(wish)
    info, now = joined.contest, link.clock()
    known = next((one for one in link.store.joined() if one.member == joined.member.id), None)
    if known is not None:  # let in again: what was begun and what waits is sent with the new token
        link.store.reach(known.id, where.url, joined.token)
        link.store.choose(known.id)
        link.seen.keep(known.id, "contest", info)
        return membership(link.contest(known.id), True)
    contest = JoinedContest(
        new_id(now), joined.member.id, where.url, info.slug, info.name, wish.code, joined.token,
        joined.member.name, joined.team.name, now,
    )  # fmt: skip
    link.store.add(contest)
    link.seen.keep(contest.id, "contest", info)
    return membership(contest, True)


def leave(link: Link, id: str, *, here_only: bool, delete_runs: bool) -> str:
    """Leave a contest and return what the server said. Asks unless `here_only`.

    Raises ContestError where the server could not be asked, and erases nothing.
    """
    contest = link.contest(id)
    said = "" if here_only else _erase_there(link, contest, delete_runs)
    link.store.forget(id)
    return said


def digests(link: Link) -> set[str]:
    """Return those of the stories that a contest still needs."""
    infos = [link.seen.last(contest.id, "contest", ContestInfo).value for contest in link.store.joined()]
    return {story.digest for info in infos if info for story in info.stories}


def _erase_there(link: Link, contest: JoinedContest, delete_runs: bool) -> str:
    with link.client(contest) as client:
        try:
            return client.leave(delete_runs=delete_runs).sentence
        except ContestError as error:
            if error.refusal == "no_token":  # nobody knows the player there any more
                return ""
            raise
