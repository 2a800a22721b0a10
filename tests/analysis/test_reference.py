"""The slow solver is right: what it says is worked out by hand, or played."""

from fractions import Fraction

import pytest

from game.engine import Session, State
from game.story import Compare, Counter, Effect, Fact, Route, Start, Story
from tests.support.generated import random_play
from tests.support.making import CONTENT, GONE, reply, said, scene, story
from tests.support.reference_solver import Reference, TooLargeError
from tests.support.solver_players import PLAYERS, careful, fare, flows, greedy, mask, template, uniform
from tests.support.solver_stories import solved_story

SEEDS = range(12)


def quiet(*scenes: object, **keys: object) -> Story:
    """A story of calm scenes without care, after an opening in which nobody replies: no number moves by itself."""
    return story(scene("before", to="here"), *scenes, mood="calm", **keys)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_play_never_leaves_the_states(seed: int) -> None:
    """Whatever random players do, cards and all thoughts included, they stand in a state that was found."""
    told, deals = solved_story(seed)
    known = {variant.id: deal for variant, deal in zip(told.variants, deals, strict=True)}
    for play in range(20):
        session = random_play(told, play)
        deal = known[session.deal.variant]
        lengths = [deal.length[opened(deal, state)] for state in session.states]
        asked = [not action.startswith("card:") for action in session.actions]
        assert all(length <= sum(asked[:place]) for place, length in enumerate(lengths))


def opened(deal: Reference, state: State) -> State:
    """The state with every card read."""
    return state._replace(read=deal.first.read)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_score_lies_between_best_and_worst(seed: int) -> None:
    """No play from a state ends better than its best or worse than its worst; care can only widen the two."""
    for deal in solved_story(seed)[1]:
        for state, moves in deal.moves.items():
            if state not in deal.best:
                assert not any(move.after in deal.best for move in moves)
                continue
            assert deal.best[state] == max(deal.best.get(move.after, -1) for move in moves)
            assert deal.worst[state] == min(deal.worst.get(move.after, 1001) for move in moves)
            replies = deal.best_by_replies.get(state, deal.best[state])
            assert deal.worst[state] <= replies <= deal.best[state]


def test_lengths_are_those_of_the_shortest_play() -> None:
    """A scene, a line, a way on, a lock and an ending are first seen after as few actions as can be."""
    told = quiet(
        scene("here", reply("wait", go="here"),
              reply("ask", sets=("known",), reply=(said("Well.", when=Fact("known")),)), to="there"),
        scene("there", reply("go", needs=Fact("late"), locked="Not yet."), reply("stay", sets=("late",), go="there"),
              to=(Route("END", Fact("known")), Route("here"))),
        facts=("known", "late"),
    )  # fmt: skip
    seen = Reference(told).seen

    assert seen["scenes.here"] == 0 and seen["scenes.there"] == 1
    assert seen["choices.ask.reply.1"] == 1
    assert seen["choices.go.locked"] == 1 and seen["choices.go"] == 2
    assert seen["scenes.there.next.1"] == 3 and "scenes.there.next.2" not in seen
    assert seen["endings.content"] == 3


def test_conditions_are_known_by_their_answers() -> None:
    """What a condition answers wherever the rules read it, and nothing of one that they never come by."""
    told = quiet(
        scene("here", reply("a", when=Compare("satisfaction", ">=", 60)), reply("b", when=Fact("known"), go="never"),
              to=(Route("END", Compare("stamina", "<", 100)), Route("never")), care=False),
        scene("never", reply("c", when=Fact("known"))),
        facts=("known",),
    )  # fmt: skip
    read = Reference(told).read

    assert read["choices.a.if"] == {True} and read["choices.b.if"] == {False}
    assert read["scenes.here.next.1"] == {True}
    assert "choices.c.if" not in read
    assert read["endings.content.when"] == {True}


def test_shares_of_a_round_are_solved() -> None:
    """Who leaves a round with one chance in three leaves it for certain, after three turns on average."""
    told = quiet(scene("here", reply("leave", go="END"), reply("turn"), reply("turn-too"), to="here", care=False))
    deal = Reference(told)
    fared = fare(deal, uniform)

    assert sum(fared.shares.values()) == 1
    assert fared.visits[deal.first] == 3
    assert flows(deal)["here", "turn", "here"] == 1
    assert flows(deal)["here", "leave", "endings.content"] == 1


def test_shares_of_a_larger_round_are_solved() -> None:
    """Two scenes that lead to each other: from the first one in two leaves, from the second one in four."""
    rounds = [reply(f"back-{number}", go="here") for number in range(3)]
    told = quiet(
        scene("here", reply("out", go="END"), reply("on"), to="there", care=False),
        scene("there", reply("out-late", go="END"), *rounds, care=False),
    )
    deal = Reference(told)
    visits = fare(deal, uniform).visits

    # v = 1 + w * 3/4 and w = v / 2, so v = 8/5
    assert visits[deal.first] == Fraction(8, 5)
    assert sum(fare(deal, uniform).shares.values()) == 1


def test_a_round_without_a_way_out_has_no_ending() -> None:
    """Such states are stuck, and so are plays that come into them."""
    told = quiet(
        scene("here", reply("out", go="END"), reply("in"), to="trap", care=False),
        scene("trap", reply("again"), to="trap", care=False),
    )
    deal = Reference(told)

    assert fare(deal, uniform).shares == {"content": Fraction(1, 2)}
    assert {state.scene for state in deal.stuck} == {"trap"} and not deal.dead_ends
    assert deal.endings[deal.stuck[0]] == frozenset()


def test_stated_players_take_what_they_stand_for() -> None:
    """Each of the players among a good reply, a stock phrase, a forced smile and a bribe."""
    told = quiet(
        scene("here", reply("kind", "LISTEN"), reply("phrase", slip="TEMPLATE"), reply("smile", slip="MASK"),
              reply("bribe", slip="OVERPAY", effect=Effect(satisfaction=30))),
    )  # fmt: skip
    deal = Reference(told)

    def takes(player: object) -> set[str]:
        return {move.action for move in player(deal, deal.first)}  # type: ignore[operator]

    assert takes(uniform) == {"kind", "phrase", "smile", "bribe"}
    assert takes(careful) == {"kind"} and takes(greedy) == {"bribe"}
    assert takes(template) == {"phrase"} and takes(mask) == {"smile"}


def test_a_careful_player_cares_when_tired() -> None:
    """Below half of their strength they breathe, think a helping thought and ask, in this order, before they reply."""
    told = quiet(scene("here", reply("kind")), start=Start(stamina=37))
    deal = Reference(told)
    state, actions = deal.first, []
    while not state.ended:
        move = careful(deal, state)[0]
        actions.append(move.action)
        state = move.after

    assert actions == ["care:breathe", "care:reframe:her-shoes", "care:ask", "kind"]


@pytest.mark.parametrize("player", PLAYERS)
def test_players_end_somewhere_for_certain_unless_there_is_no_way_out(player: str) -> None:
    """Shares come to 1 where every play must end."""
    counted = Effect(counters=(("turns", 1),))
    told = quiet(
        scene("here", reply("a", "NAME", effect=counted), reply("b", slip="ARGUE", effect=counted),
              to=(Route("END", Compare("turns", ">=", 4)), Route("here"))),
        counters=(Counter("turns", 0, 4, 0),),
        endings=(CONTENT, GONE),
    )  # fmt: skip
    fared = fare(Reference(told), PLAYERS[player])

    assert sum(fared.shares.values()) == 1
    assert 0 <= fared.mean_score <= 1000


def test_what_is_too_large_is_refused() -> None:
    """Rather than searched for hours."""
    told = quiet(scene("here", reply("a", "NAME"), reply("b", slip="ARGUE"), to="here"))
    with pytest.raises(TooLargeError):
        Reference(told, most=50)


def test_values_are_those_of_all_plays_tried_out() -> None:
    """Best and worst against every play of a story without rounds, played one by one."""
    told = quiet(
        scene("here", reply("a", "NAME"), reply("b", slip="ARGUE"), to="there", care=False),
        scene("there", reply("c", "OPTIONS"), reply("d", slip="OVERPAY"), care=False),
    )
    scores = []
    for play in (("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")):
        session = Session(told)
        for action in play:
            session.act(action)
        assert session.score is not None
        scores.append(session.score.total)
    deal = Reference(told)

    assert (deal.best[deal.first], deal.worst[deal.first]) == (max(scores), min(scores))
    assert fare(deal, uniform).mean_score == Fraction(sum(scores), 4)
