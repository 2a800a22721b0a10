"""Analyses made by hand, and a lab whose solver finds what it is told."""

from dataclasses import replace
from typing import Any

from game.analysis.facts import PLAYERS, Analysis, DealSize, EndingFacts, Play, PlayerFacts, Proof
from game.engine import RULES_VERSION, digest
from game.lab.solving import Lab, Solver
from game.story import Story


def analysis_of(story: Story, *proofs: Proof, **changes: Any) -> Analysis:
    """What might be known of a story: every ending reached by its first reply, and these proofs besides."""
    deals = tuple(variant.id for variant in story.variants)
    play = Play(deals[0], (story.opening.choices[0].id,))
    share = 1 / len(story.endings)
    endings = tuple(
        EndingFacts(ending.id, ending.grade, "proved", play, deals, 900, 100, share) for ending in story.endings
    )
    shares = tuple((ending.id, share) for ending in story.endings)
    analysis = Analysis(
        digest=digest(story),
        rules=RULES_VERSION,
        deals=tuple(DealSize(deal, 1200, 3400, 0.25, closed=True) for deal in deals),
        proofs=proofs,
        endings=endings,
        players=tuple(PlayerFacts(player, deal, shares, 400.0) for player in PLAYERS for deal in deals),
        flows=(),
        best_score=900,
        worst_score=100,
        seconds=1.5,
    )
    return replace(analysis, **changes)


def finding(*proofs: Proof, **changes: Any) -> Solver:
    """A solver that finds these."""
    return lambda stories: (analysis_of(story, *proofs, **changes) for story in stories)


def lab_finding(*proofs: Proof, **changes: Any) -> Lab:
    """A lab that finds these and remembers nothing."""
    return Lab(None, finding(*proofs, **changes))


def violated(question: str, address: str, play: Play | None = None, other: str = "") -> Proof:
    return Proof(question, address, "violated", play, (), other)
