"""What is known of a story once it has been solved: proofs, not samples. Plain values, easy to keep and to show.

Things in a story are named by address, as in translations: `scenes.ID`, `scenes.ID.say.2`, `scenes.ID.next.1`,
`choices.ID`, `choices.ID.reply.1`, `endings.ID`; a condition by where it is read: `choices.ID.if`, `choices.ID.needs`,
`choices.ID.at_fault`, `scenes.ID.abuse`, `endings.ID.when`, and the address of a line or way on itself.
"""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["proved", "violated", "unknown"]
"""Shown to hold; shown not to hold; the search ended before it could tell."""

PLAYERS = ("uniform", "careful", "greedy", "template", "mask")
"""Stated players: any open reply with equal chance; only replies without a slip, pausing when tired; always the reply
that pleases most at once; stock phrases wherever there are any; a forced smile wherever there is one."""

QUESTIONS = (
    "reachable", "no-dead-end", "a-way-out", "can-be-true", "can-be-false", "not-fake", "not-always-best",
    "check", "no-stock-phrases", "no-masks", "no-slip-needed",
)  # fmt: skip
"""What is asked of a story; `Proof.question` says which. The last three are balance: neither stock phrases nor forced
smiles fare better than replies sent at random, and the best score needs no slip."""


@dataclass(frozen=True, slots=True)
class Play:
    """Actions from the opening of a deal, ready for `steady run --deal DEAL --choose …`."""

    deal: str
    actions: tuple[str, ...]

    @property
    def length(self) -> int:
        """How many actions it takes; to open a card is none."""
        return sum(not action.startswith("card:") for action in self.actions)


@dataclass(frozen=True, slots=True)
class DealSize:
    """How large one deal is, after exact reductions."""

    deal: str
    states: int
    transitions: int
    seconds: float
    closed: bool
    """Every state was visited; otherwise the budget ran out and what was not found may yet exist."""
    best_score: int | None = None
    """the best that this deal allows, care included; None where the search was not closed"""


@dataclass(frozen=True, slots=True)
class Proof:
    """The answer to one question about one thing."""

    question: str
    """one of QUESTIONS"""
    address: str
    """what it was asked of; empty for the story as a whole, `checks.N` for a check of the writer's (from 1)"""
    verdict: Verdict
    play: Play | None = None
    """A shortest play that shows the verdict, where a play can: a way there, or the way into the trouble."""
    deals: tuple[str, ...] = ()
    """the deals in which the thing was found to be so (for `reachable`: in which it can be reached)"""
    other: str = ""
    """a second address that the answer speaks of: the twin of a fake choice, the ending that breaks a check"""


@dataclass(frozen=True, slots=True)
class EndingFacts:
    """One ending, over all deals."""

    id: str
    grade: str
    verdict: Verdict
    """proved: some deal reaches it"""
    play: Play | None
    """the shortest way there"""
    deals: tuple[str, ...]
    best_score: int | None
    """0..1000, the best with which it can be reached"""
    worst_score: int | None
    share: float | None
    """0..1 of uniform players over all deals; None where nobody knows: the budget ran out, or rounds are too large"""
    lost_at: tuple[str, ...] = ()
    """Choices by which it can still be lost, the last scene's only: after these nothing takes it away any more."""


@dataclass(frozen=True, slots=True)
class PlayerFacts:
    """How one stated player fares in one deal."""

    player: str
    """one of PLAYERS"""
    deal: str
    shares: tuple[tuple[str, float], ...]
    """share of each ending, 0..1; what is missing to 1 never comes to one, or is undecided"""
    mean_score: float
    """0..1000; who comes to no ending counts as 0, as do those who are undecided"""
    undecided: float = 0.0
    """0..1: the share of those of whom nobody knows how they end, for their rounds go through too many states"""


@dataclass(frozen=True, slots=True)
class Flow:
    """A way that uniform players really take: over all deals, how many of them per play."""

    scene: str
    choice: str
    target: str
    """a scene's id or `endings.ID`"""
    share: float
    """expected number of times in a play; 0 where it can happen but no uniform player gets there"""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is known of a story."""

    digest: str
    rules: int
    """RULES_VERSION under which it was solved"""
    deals: tuple[DealSize, ...]
    proofs: tuple[Proof, ...]
    endings: tuple[EndingFacts, ...]
    players: tuple[PlayerFacts, ...]
    flows: tuple[Flow, ...]
    best_score: int | None
    """par: the best that any deal allows, care included"""
    worst_score: int | None
    seconds: float = 0.0

    @property
    def closed(self) -> bool:
        """Was every deal searched to its end?"""
        return all(deal.closed for deal in self.deals)

    @property
    def states(self) -> int:
        """How many states all deals have together."""
        return sum(deal.states for deal in self.deals)

    @property
    def transitions(self) -> int:
        """How many ways from state to state all deals have together."""
        return sum(deal.transitions for deal in self.deals)

    def proof(self, question: str, address: str) -> Proof | None:
        """The answer to a question about a thing, None where it was not asked."""
        return next((p for p in self.proofs if p.question == question and p.address == address), None)

    def way_to(self, address: str) -> Play | None:
        """The shortest play that shows a scene, a line, a choice, a lock (`choices.ID.locked`) or an ending."""
        found = self.proof("reachable", address)
        return found.play if found else None
