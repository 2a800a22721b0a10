"""A contest from the player's side: joined by code, played with a ticket, sent, looked at."""



from tests.team.client.playing import Player


def test_a_ranked_chat_is_played_as_dealt_and_counts(player: Player) -> None:
    run = player.play()
    sent = player.contest.finish(run)
    assert sent is not None
    assert (sent.state, sent.attempt, sent.place) == ("counted", 1, 1)
    look = player.contest.standing()
    assert (look.place, look.of, look.points) == (1, 1, sent.points)
    assert [story.attempts_used for story in look.stories] == [1, 0, 0]
    assert player.contest.neighbours().rows[0].name == "Mei"
