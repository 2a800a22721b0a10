"""What an `Analysis` says, in the words of the slow solver, so that the two can be compared."""

from collections.abc import Iterator

from game.analysis.facts import Analysis, Play, Proof
from game.engine import ActionUnavailableError
from game.story import Story
from tests.support.solver_findings import Finding
from tests.support.solver_watching import Watcher

SHOWN_BY_A_PLAY = ("no-dead-end", "a-way-out")
BALANCE = ("no-stock-phrases", "no-masks", "no-slip-needed")
"""Questions about stated players; the shares and scores of these are compared instead."""


def violated(analysis: Analysis) -> set[Finding]:
    """Everything that does not hold, questions of balance aside."""
    wrong = [proof for proof in analysis.proofs if proof.verdict == "violated" and proof.question not in BALANCE]
    return {Finding(proof.question, proof.address, proof.other, _length(proof)) for proof in wrong}


def _length(proof: Proof) -> int | None:
    return length(proof.play) if proof.play and proof.question in SHOWN_BY_A_PLAY else None


def length(play: Play) -> int:
    """How many actions, cards left out."""
    return sum(not action.startswith("card:") for action in play.actions)


def false_plays(story: Story, analysis: Analysis) -> Iterator[str]:
    """Every play of a proof that cannot be played, or does not show what it is to show."""
    for proof in analysis.proofs:
        if proof.play is not None and proof.question in ("reachable", "can-be-true", "can-be-false"):
            seen, answers = watched(story, proof.play)
            shown = (
                proof.address in seen
                if proof.question == "reachable"
                else proof.question in answers.get(proof.address, ())
            )
            if not shown:
                yield f"{proof.question} {proof.address}: {proof.play}"


def watched(story: Story, play: Play) -> tuple[set[str], dict[str, set[str]]]:
    """What is seen in a play, and by address which questions it settles. A play that breaks off shows nothing."""
    seen: set[str] = set()
    answers: dict[str, set[str]] = {}

    def hear(address: str, answer: bool) -> None:
        answers.setdefault(address, set()).add("can-be-true" if answer else "can-be-false")

    watcher = Watcher(story, seen.add, hear)
    try:
        state = watcher.start(play.deal)
        for action in play.actions:
            watcher.look(state)
            state = watcher.step(state, action)
        watcher.look(state)
    except ActionUnavailableError:
        return set(), {}
    return seen, answers
