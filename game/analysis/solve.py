"""A whole story solved: every deal, and what they show together."""

import time
from collections.abc import Iterator, Sequence

from game.analysis.addresses import asked_of
from game.analysis.crew import solved_deals
from game.analysis.deal import DealFacts, Solution
from game.analysis.explore import Budget
from game.analysis.facts import Analysis, EndingFacts, Play, PlayerFacts, Proof, Verdict
from game.analysis.players import flows_of
from game.analysis.scores import TOP_SCORE
from game.engine import RULES_VERSION
from game.story import Check, Story, digest

_HABITS = {"no-stock-phrases": "template", "no-masks": "mask"}


def solve(story: Story, budget: Budget | None = None, workers: int = 1) -> Analysis:
    """Everything that can be known of a story. The budget is for each deal; `workers` are solved at a time."""
    return next(solve_each((story,), budget, workers))


def solve_each(stories: Sequence[Story], budget: Budget | None = None, workers: int = 1) -> Iterator[Analysis]:
    """Everything that can be known of several stories, one after the other as soon as it is known."""
    began = time.monotonic()
    for story, deals in zip(stories, solved_deals(stories, budget or Budget(), workers), strict=True):
        yield _Answers(story, deals).analysis(time.monotonic() - began)
        began = time.monotonic()


class _Answers:
    """The questions of a story, answered from its deals."""

    def __init__(self, story: Story, deals: Sequence[DealFacts]) -> None:
        self._story = story
        self._deals = deals
        self._solutions = [deal.solution for deal in deals if deal.solution is not None]
        self._closed = len(self._solutions) == len(deals)

    def analysis(self, seconds: float) -> Analysis:
        solutions = self._solutions
        possible = {way for solution in solutions for way in solution.possible if not way[1].startswith("care:")}
        return Analysis(
            digest=digest(self._story),
            rules=RULES_VERSION,
            deals=tuple(deal.size for deal in self._deals),
            proofs=tuple(self._proofs()),
            endings=tuple(self._ending(ending.id, ending.grade) for ending in self._story.endings),
            players=tuple(player for solution in solutions for player in solution.players),
            flows=flows_of([solution.uniform for solution in solutions], possible) if solutions else (),
            best_score=max((solution.best for solution in solutions), default=None) if self._closed else None,
            worst_score=min((solution.worst for solution in solutions), default=None) if self._closed else None,
            seconds=seconds,
        )

    def _proofs(self) -> Iterator[Proof]:
        things, conditions = asked_of(self._story)
        for address in things:
            yield self._reachable(address)
        for address in conditions:
            if address not in things and self._is_read(address):
                yield self._seen("can-be-true", address, True)
            if self._is_read(address):
                yield self._seen("can-be-false", address, False)
        yield self._trouble("no-dead-end", [solution.stuck for solution in self._solutions])
        yield self._trouble("a-way-out", [solution.lost for solution in self._solutions])
        yield from self._twins()
        yield from self._always_best()
        for number, check in enumerate(self._story.checks, 1):
            yield self._check(number, check)
        yield from self._balance()

    # What can be met

    def _first(self, address: str, answer: bool = True) -> Play | None:
        """The shortest play of all deals that meets it."""
        plays = [deal.seen.get((address, answer)) for deal in self._deals]
        return min((play for play in plays if play), key=lambda play: play.length, default=None)

    def _where(self, address: str, answer: bool = True) -> tuple[str, ...]:
        return tuple(deal.size.deal for deal in self._deals if deal.seen.get((address, answer)))

    def _seen(self, question: str, address: str, answer: bool) -> Proof:
        where, key = self._where(address, answer), (address, answer)
        in_doubt = any(key in deal.seen and deal.seen[key] is None for deal in self._deals)
        return Proof(question, address, self._found(bool(where), in_doubt), self._first(address, answer), where)

    def _is_read(self, address: str) -> bool:
        """Was it read at all, or may it yet be?"""
        return not self._closed or any(
            (address, answer) in deal.seen for deal in self._deals for answer in (True, False)
        )

    def _reachable(self, address: str) -> Proof:
        return self._seen("reachable", address, True)

    def _found(self, found: bool, in_doubt: bool) -> Verdict:
        """A thing found is proved at once; one not found is refuted only by closed searches."""
        if found:
            return "proved"
        return "violated" if self._closed and not in_doubt else "unknown"

    def _trouble(self, question: str, plays: Sequence[Play | None]) -> Proof:
        """A trouble found is a violation at once; none found is a proof only where every deal was closed."""
        found = [play for play in plays if play is not None]
        if found:
            play = min(found, key=lambda play: play.length)
            return Proof(question, "", "violated", play, tuple(play.deal for play in found))
        return Proof(question, "", "proved" if self._closed else "unknown")

    # Choices against each other

    def _twins(self) -> Iterator[Proof]:
        same: dict[tuple[str, str], bool] = {}
        for solution in self._solutions:
            for pair, equal in solution.compared.twins.items():
                same[pair] = same.get(pair, True) and equal
        for scene in self._story.scenes.values():
            for choice in scene.choices if len(scene.choices) > 1 else ():
                twin = next((two for (one, two), equal in same.items() if one == choice.id and equal), "")
                other = f"choices.{twin}" if twin else ""
                yield Proof("not-fake", f"choices.{choice.id}", self._unless(bool(twin)), other=other)

    def _always_best(self) -> Iterator[Proof]:
        for scene in self._story.scenes.values():
            for choice in scene.choices if len(scene.choices) > 1 else ():
                told = [
                    s.compared.always_best[choice.id] for s in self._solutions if choice.id in s.compared.always_best
                ]
                yield Proof("not-always-best", f"choices.{choice.id}", self._unless(bool(told) and all(told)))

    def _unless(self, violated: bool) -> Verdict:
        if not self._closed:
            return "unknown"
        return "violated" if violated else "proved"

    # Claims

    def _check(self, number: int, check: Check) -> Proof:
        address = f"checks.{number}"
        if check.kind == "every-ending":
            return self._every_ending(address)
        told = [(deal, deal.checks.get(number)) for deal in self._deals if deal.solution is not None]
        played = [(deal, endings) for deal, endings in told if endings is not None]
        if not played:
            return Proof("check", address, self._unless(True), other="unplayable" if self._closed else "")
        for deal, endings in played:
            broken = _broken(check, tuple(endings))
            if broken is not None:
                play = Play(deal.size.deal, endings.get(broken, check.play))
                return Proof("check", address, "violated", play, (deal.size.deal,), broken and f"endings.{broken}")
        return Proof("check", address, self._unless(False), deals=tuple(deal.size.deal for deal, _ in played))

    def _every_ending(self, address: str) -> Proof:
        for ending in self._story.own_endings:
            found = self._reachable(f"endings.{ending.id}")
            if found.verdict != "proved":
                return Proof("check", address, found.verdict, other=f"endings.{ending.id}")
        return Proof("check", address, "proved")

    def _balance(self) -> Iterator[Proof]:
        for question, player in _HABITS.items():
            compared = [(_player(s, player), _player(s, "uniform")) for s in self._solutions]
            losing = [fond.deal for fond, uniform in compared if fond.mean_score > _at_most(uniform)]
            in_doubt = not losing and any(_at_most(fond) > uniform.mean_score for fond, uniform in compared)
            verdict = "unknown" if in_doubt else self._unless(bool(losing))
            yield Proof(question, "", verdict, deals=tuple(losing))
        bought = [solution for solution in self._solutions if solution.best_without_slip < solution.best]
        deals = tuple(solution.players[0].deal for solution in bought)
        yield Proof("no-slip-needed", "", self._unless(bool(bought)), deals=deals)

    # Endings

    def _ending(self, id: str, grade: str) -> EndingFacts:
        met = self._reachable(f"endings.{id}")
        scores = [solution.scores[id] for solution in self._solutions if id in solution.scores]
        shares = [dict(_player(solution, "uniform").shares)[id] for solution in self._solutions]
        undecided = met.verdict != "violated" and any(solution.uniform.undecided for solution in self._solutions)
        lost_at = dict.fromkeys(choice for s in self._solutions for choice in s.compared.loses.get(id, ()))
        return EndingFacts(
            id=id,
            grade=grade,
            verdict=met.verdict,
            play=met.play,
            deals=met.deals,
            best_score=max((best for _, best in scores), default=None),
            worst_score=min((worst for worst, _ in scores), default=None),
            share=sum(shares) / len(shares) if self._closed and not undecided else None,
            lost_at=tuple(lost_at),
        )


def _broken(check: Check, endings: tuple[str, ...]) -> str | None:
    """The ending that breaks a claim, "" where the one wanted is missing, None where it holds."""
    if check.kind == "never-ends":
        return check.ending if check.ending in endings else None
    if check.kind == "can-end":
        return None if check.ending in endings else ""
    return next((ending for ending in endings if ending != check.ending), None)


def _player(solution: Solution, name: str) -> PlayerFacts:
    return next(player for player in solution.players if player.player == name)


def _at_most(facts: PlayerFacts) -> float:
    """The mean score that these players have at most, however those end of whom nobody knows."""
    return facts.mean_score + facts.undecided * TOP_SCORE
