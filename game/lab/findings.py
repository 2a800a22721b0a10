"""What the solver found, as problems: what cannot be reached, where a chat gets stuck, what makes no difference.

One cause is told once: who hears that a scene is never seen need not hear it of all its lines and replies.
"""

from collections.abc import Iterator
from dataclasses import replace

from game.analysis.facts import Analysis, Play, Proof
from game.engine import ActionUnavailableError, ChatEndedError, Deal, Session
from game.format.problems.problem import Problem
from game.format.reader.places import Places
from game.story import Check, Story

_CLAIMS = {"ends": "ends", "never-ends": "never ends", "can-end": "can end"}
"""Kinds of claim as a story file words them."""
_EVERY_ENDING = "every ending is reachable"
_BALANCE = {"no-stock-phrases": "stock-phrases-pay", "no-masks": "masks-pay", "no-slip-needed": "slips-pay"}
_UNPLAYABLE = "unplayable"
"""What the solver says instead of an ending where no deal allows the actions of a check."""
_SOMEWHERE = "?"
"""For a scene that is not known."""


def find_problems(story: Story, analysis: Analysis, places: Places) -> Iterator[Problem]:
    """Yield what was violated or could not be told, each at its place, with the play that shows it."""
    yield from _Findings(story, analysis, places).problems()


class _Findings:
    def __init__(self, story: Story, analysis: Analysis, places: Places) -> None:
        self.story = story
        self.analysis = analysis
        self.places = places
        self.scene_of = {choice.id: id for id, scene in story.scenes.items() for choice in scene.choices}
        self.violated = {(p.question, p.address): p for p in analysis.proofs if p.verdict == "violated"}

    def problems(self) -> Iterator[Problem]:
        for proof in self.violated.values():
            yield from self._violated(proof)
        open_questions = sum(proof.verdict == "unknown" for proof in self.analysis.proofs)
        if open_questions or not self.analysis.closed:
            yield self.places.problem(
                "not-proved", "story", count=open_questions, states=f"{self.analysis.states:,}"
            )  # fmt: skip

    def _violated(self, proof: Proof) -> Iterator[Problem]:
        address = proof.address
        match proof.question:
            case "reachable":
                yield from self._never(address)
            case "no-dead-end":
                yield self._stuck("dead-end", proof)
            case "a-way-out":
                yield from self._no_way_out(proof)
            case "can-be-true" | "can-be-false":
                yield from self._condition(proof)
            case "not-fake":
                yield from self._fake(proof)
            case "not-always-best":
                if not self._is_unseen(address):
                    yield self._at("always-best", address, id=_last(address))
            case "check":
                yield from self._check(proof)
            case question if question in _BALANCE:
                yield self._at(_BALANCE[question], "story", proof.play)

    def _never(self, address: str) -> Iterator[Problem]:
        kind, id, part = _parts(address)
        if self._is_unseen(*self._owners(address)):
            return
        if kind == "endings" and address not in self.places:
            return  # the game brings this one along, for stories in which a meter can run out
        if part == "next" and self._is_unseen(f"scenes.{self._target(address)}"):
            return
        if code := _NEVER.get((kind, part)):
            yield self._at(code, address, id=id)

    def _no_way_out(self, proof: Proof) -> Iterator[Problem]:
        """Where a chat gets stuck for want of a reply there is no way out either, and none on the last steps to it."""
        dead_end = self.violated.get(("no-dead-end", ""))
        if dead_end is None or not self._is_one_trouble(proof.play, dead_end.play):
            yield self._stuck("no-way-out", proof)

    def _is_one_trouble(self, lost: Play | None, stuck: Play | None) -> bool:
        """Do both plays come to the same scene, or does one lead on to where the other does?"""
        if lost is None or stuck is None:
            return False
        leads_on = lost.deal == stuck.deal and stuck.actions[: len(lost.actions)] == lost.actions
        return leads_on or _scene_after(self.story, lost) == _scene_after(self.story, stuck)

    def _stuck(self, code: str, proof: Proof) -> Problem:
        scene = _scene_after(self.story, proof.play) if proof.play else ""
        return self._at(code, f"scenes.{scene}", proof.play, scene=scene or _SOMEWHERE)

    def _condition(self, proof: Proof) -> Iterator[Problem]:
        address, inner = proof.address, f"{proof.address}.if"
        is_line = _parts(address)[2] in ("say", "reply")
        if self._is_unseen(address, *self._owners(address)) or (is_line and inner not in self.places):
            return  # what is to be said of a line under `else` is said of the lines before it
        code = "always-true" if proof.question == "can-be-false" else "always-false"
        yield self._at(code, inner if inner in self.places else address)

    def _fake(self, proof: Proof) -> Iterator[Problem]:
        """Tell of two that lead to the same once, at the one that stands first."""
        order = {id: place for place, id in enumerate(self.story.choices)}
        first, second = sorted((_last(proof.address), _last(proof.other)), key=lambda id: order.get(id, 0))
        twin = self.violated.get(("not-fake", f"choices.{first}"))
        told_there = twin is not None and twin is not proof and twin.other == f"choices.{second}"
        if not told_there and not self._is_unseen(proof.address, proof.other):
            yield self._at("fake-choice", f"choices.{first}", id=first, other=second)

    def _check(self, proof: Proof) -> Iterator[Problem]:
        for number, check in enumerate(self.story.checks, 1):
            if proof.address == f"checks.{number}":
                values = {"claim": _claim(check), "ending": _last(proof.other)}
                yield self._at(_broken_check(check, proof), proof.address, proof.play, **values)

    def _at(self, code: str, address: str, play: Play | None = None, **values: object) -> Problem:
        problem = self.places.problem(code, address, **values)
        return replace(problem, deal=play.deal, actions=play.actions) if play else problem

    def _target(self, way: str) -> str:
        """The scene to which a way `scenes.ID.next.N` leads; empty for one that is not in the story."""
        _, id, _, number = way.split(".")
        routes = self.story.scenes[id].next
        return routes[int(number) - 1].to if number.isdecimal() and 0 < int(number) <= len(routes) else ""

    def _is_unseen(self, *addresses: str) -> bool:
        return any(("reachable", address) in self.violated for address in addresses)

    def _owners(self, address: str) -> tuple[str, ...]:
        """What a thing stands in: its reply or scene, and a reply's scene."""
        kind, id, part = _parts(address)
        inside = (f"{kind}.{id}",) if part else ()
        return (*inside, f"scenes.{self.scene_of[id]}") if kind == "choices" and id in self.scene_of else inside


_NEVER = {
    ("scenes", ""): "scene-never-seen",
    ("scenes", "say"): "line-never-said",
    ("scenes", "next"): "way-never-taken",
    ("choices", ""): "reply-never-open",
    ("choices", "reply"): "line-never-said",
    ("endings", ""): "ending-never-reached",
}
"""By kind of thing and part of it: the code for one that nobody comes to."""


def _scene_after(story: Story, play: Play) -> str:
    """The scene to which a play comes; empty where it cannot be played."""
    try:
        session = Session(story, Deal(play.deal))
        for action in play.actions:
            session.act(action)
    except (ActionUnavailableError, ChatEndedError, KeyError):
        return ""
    return session.state.scene


def _parts(address: str) -> tuple[str, str, str]:
    """The kind of thing, its id, and which part of it."""
    kind, id, part, *_ = (*address.split("."), "", "")
    return kind, id, part


def _last(address: str) -> str:
    return address.rpartition(".")[2]


def _broken_check(check: Check, proof: Proof) -> str:
    """The code for a check that does not hold, by what is known of why."""
    if proof.other == _UNPLAYABLE:
        return "check-unplayable"
    met = check.kind in _CLAIMS and proof.other.startswith("endings.")
    return "check-meets-ending" if met else "check-fails"


def _claim(check: Check) -> str:
    """What a check claims, in the words of the format."""
    return f"{_CLAIMS[check.kind]}: {check.ending}" if check.kind in _CLAIMS else _EVERY_ENDING
