"""The runs of a team, as the game of its lead gets them: the latest, and whether earlier ones can be asked for."""

from pathlib import Path

from game.team.client.standings import team_runs
from game.team.wire import MOST_TEAM_RUNS, OwnResult, TeamInfo, TeamMate, TeamMates
from tests.team.client.playing import Player, playing


def test_a_lead_gets_as_many_of_the_latest_runs_as_asked_for(player: Player, tmp_path: Path) -> None:
    with playing(tmp_path / "kai", player.wire) as kai:
        kai.join("Kai")
        runs = [kai.play(), player.play(), kai.play()]
        for at in (kai, player):
            at.contest.send_now()
    assert player.serving.admin("lead", member=player.contest.neighbours().me).status == 200
    last, every = player.contest.team_runs(2), player.contest.team_runs(3)
    assert [run.run for run in every.runs] == runs[::-1] and not every.more
    assert last.runs == every.runs[:2] and last.more
    assert [run.name for run in last.runs] == ["Kai", "Mei"]


def test_where_the_server_would_tell_no_more_earlier_runs_cannot_be_asked_for() -> None:
    def told(count: int) -> bool:
        results = tuple(OwnResult(f"r{number}", "0" * 16, 1, "counted", number) for number in range(count))
        mates = (TeamMate("m1", "Mei", "lead", False, results[1:]), TeamMate("m2", "Kai", "member", False, results[:1]))
        return team_runs(None, TeamMates(TeamInfo("t1", "Lantern"), mates, more=True)).more

    assert (told(MOST_TEAM_RUNS - 1), told(MOST_TEAM_RUNS)) == (True, False)
