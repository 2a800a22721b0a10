"""What a picture of a story shows, whatever it is drawn with: scenes, endings, ways between them and their shares."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from game.analysis.facts import Analysis, EndingFacts, Flow, Verdict
from game.story import BUILT_IN_ENDINGS, GRADES, Ending, Grade, Scene, Story
from game.text import Translator, clean

ENDINGS = "endings."
"""What the address of an ending begins with."""
NAME_LIMIT, TEXT_LIMIT = 60, 120
"""Characters of an id and of a text that any picture can take."""


@dataclass(frozen=True, slots=True)
class Node:
    """A scene or an ending."""

    id: str
    """a scene's id or `endings.ID`: unique in the picture"""
    name: str
    """the id as the writer gave it, made safe to show"""
    text: str
    """the first words of a scene, the title of an ending"""
    share: float
    """how often random players come by in a play: 0..1, more where they come round again"""
    reach: Verdict
    """whether anybody can get there"""
    act: int = 1
    """of a scene: 1..3"""
    grade: Grade | None = None
    """of an ending"""
    shortest: int | None = None
    """of an ending: the fewest actions that lead there"""
    best: int | None = None
    """of an ending: the best score with which it can be reached, 0..1000"""

    @property
    def built_in(self) -> bool:
        """An ending that every scene can come to: a meter at 0."""
        return self.id.removeprefix(ENDINGS) in BUILT_IN_ENDINGS and self.grade is not None


@dataclass(frozen=True, slots=True)
class Edge:
    """All the replies that lead from one node to another."""

    source: str
    target: str
    choices: tuple[str, ...]
    """ids in the story's order; none where a scene without replies goes straight on"""
    share: float
    """how often random players go this way in a play; 0: it can happen, but none of them does"""


@dataclass(frozen=True, slots=True)
class Graph:
    """A story as nodes and edges. Scenes and endings stand in the story's order."""

    id: str
    title: str
    facts: str
    """what was solved, in one sentence"""
    scenes: tuple[Node, ...]
    endings: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def nodes(self) -> Mapping[str, Node]:
        """Scenes and endings by id."""
        return {node.id: node for node in (*self.scenes, *self.endings)}

    def ways_from(self, id: str) -> tuple[Edge, ...]:
        """The ways out of a scene, the most taken first."""
        return tuple(sorted((edge for edge in self.edges if edge.source == id), key=lambda edge: -edge.share))


def graph_of(story: Story, analysis: Analysis, t: Translator) -> Graph:
    """Return what a picture of the story shows. Flows of another version of the story are left out."""
    edges = _edges(story, analysis.flows)
    coming = _coming(story, edges)
    solved = {facts.id: facts for facts in analysis.endings}
    return Graph(
        clean(story.id, limit=NAME_LIMIT),
        clean(story.title, limit=TEXT_LIMIT),
        _told(analysis, t),
        tuple(_scene(scene, coming[scene.id], analysis) for scene in story.scenes.values()),
        tuple(_ending(ending, coming[ENDINGS + ending.id], solved.get(ending.id)) for ending in _in_order(story)),
        edges,
    )


def _edges(story: Story, flows: tuple[Flow, ...]) -> tuple[Edge, ...]:
    """One edge for all flows between two nodes, in the story's order."""
    order = {id: place for place, id in enumerate(story.choices)}
    known = {*story.scenes, *(ENDINGS + ending.id for ending in story.endings)}
    merged: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    for flow in flows:
        if {flow.scene, flow.target} <= known and flow.scene in story.scenes:
            merged[flow.scene, flow.target].append(flow)
    places = {id: place for place, id in enumerate((*story.scenes, *(ENDINGS + e.id for e in _in_order(story))))}
    return tuple(
        Edge(*ends, _choices(merged[ends], order), sum(flow.share for flow in merged[ends]))
        for ends in sorted(merged, key=lambda ends: (places[ends[0]], places[ends[1]]))
    )


def _choices(flows: list[Flow], order: Mapping[str, int]) -> tuple[str, ...]:
    found = {flow.choice for flow in flows if flow.choice}
    return tuple(clean(id, limit=NAME_LIMIT) for id in sorted(found, key=lambda id: (order.get(id, len(order)), id)))


def _coming(story: Story, edges: tuple[Edge, ...]) -> Mapping[str, float]:
    """How often each node is come to; who stays in a scene does not come again."""
    coming: dict[str, float] = defaultdict(float, {story.opening.id: 1.0})
    for edge in edges:
        if edge.source != edge.target:
            coming[edge.target] += edge.share
    return coming


def _scene(scene: Scene, share: float, analysis: Analysis) -> Node:
    proof = analysis.proof("reachable", f"scenes.{scene.id}")
    came: Verdict = "proved" if share else "unknown"
    words = next((line.text for line in scene.say if line.text.strip()), "")
    return Node(
        scene.id,
        clean(scene.id, limit=NAME_LIMIT),
        clean(words, limit=TEXT_LIMIT),
        share,
        proof.verdict if proof else came,
        act=scene.act,
    )


def _ending(ending: Ending, share: float, facts: EndingFacts | None) -> Node:
    return Node(
        ENDINGS + ending.id,
        clean(ending.id, limit=NAME_LIMIT),
        clean(ending.title, limit=TEXT_LIMIT),
        share if facts is None or facts.share is None else facts.share,
        facts.verdict if facts else "unknown",
        grade=ending.grade,
        shortest=len(facts.play.actions) if facts and facts.play else None,
        best=facts.best_score if facts else None,
    )


def _in_order(story: Story) -> list[Ending]:
    """The story's own endings from best to bad, then those of an empty meter."""
    rank: dict[Literal["best", "good", "mixed", "bad"], int] = {grade: place for place, grade in enumerate(GRADES)}
    return sorted(story.endings, key=lambda ending: (ending.id in BUILT_IN_ENDINGS, rank[ending.grade]))


def _told(analysis: Analysis, t: Translator) -> str:
    size = t("lab_graph.size", deals=len(analysis.deals), states=f"{analysis.states:,}")
    best = "" if analysis.best_score is None else t("lab_graph.best", score=analysis.best_score)
    cut = "" if analysis.closed else t("lab_graph.cut_off")
    is_known = not analysis.closed or all(ending.share is not None for ending in analysis.endings)
    undecided = "" if is_known else t("lab_graph.undecided")
    return t("lab_graph.between").join(part for part in (size, best, cut, undecided) if part)
