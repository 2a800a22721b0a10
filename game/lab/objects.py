"""Checked stories for programs: one JSON object, or annotations that a code host shows beside the lines."""

from collections.abc import Iterable
from typing import Any

from game.analysis.facts import Analysis, EndingFacts, Proof
from game.engine import digest
from game.format.problems.report import as_json, github_annotation
from game.lab.checked import Checked
from game.lab.steps import run_line
from game.story import Ending
from game.text import Translator


def as_objects(checked: Iterable[Checked], t: Translator) -> dict[str, Any]:
    """Return what `steady check --json` prints."""
    stories = list(checked)
    return {"stories": [_as_object(one, t) for one in stories], "ok": all(one.ok for one in stories)}


def annotations(checked: Checked, called: str, t: Translator) -> list[str]:
    """Return a workflow command for each problem; the command that plays what shows it stands in its text."""
    return [
        github_annotation(problem, t, run_line(called, problem.deal, problem.actions) if problem.deal else "")
        for problem in checked.problems
    ]


def _as_object(checked: Checked, t: Translator) -> dict[str, Any]:
    story, analysis = checked.story, checked.analysis
    facts = {ending.id: ending for ending in analysis.endings} if analysis else {}
    return {
        "story": checked.name,
        "path": str(checked.path),
        "digest": digest(story) if story is not None else None,
        **_size(analysis, checked.seconds),
        "problems": [as_json(problem, t) for problem in checked.problems],
        "endings": [_ending(ending, facts.get(ending.id)) for ending in story.endings] if story is not None else [],
        "proofs": [_proof(proof) for proof in analysis.proofs] if analysis else [],
    }


def _size(analysis: Analysis | None, seconds: float) -> dict[str, Any]:
    if analysis is None:
        return {"states": None, "transitions": None, "seconds": round(seconds, 4)}
    states, transitions = analysis.states, analysis.transitions
    return {"states": states, "transitions": transitions, "seconds": round(analysis.seconds, 4)}


def _ending(ending: Ending, facts: EndingFacts | None) -> dict[str, Any]:
    play = facts.play if facts else None
    return {
        "id": ending.id,
        "grade": ending.grade,
        "verdict": facts.verdict if facts else None,
        "deal": play.deal if play else None,
        "shortest": list(play.actions) if play else None,
        "best_score": facts.best_score if facts else None,
        "share": facts.share if facts else None,
    }


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "question": proof.question,
        "address": proof.address,
        "verdict": proof.verdict,
        "deal": proof.play.deal if proof.play else None,
        "play": list(proof.play.actions) if proof.play else None,
        "deals": list(proof.deals),
        "other": proof.other or None,
    }
