"""The picture as lines for a terminal: each scene with the ways out of it, then the endings."""

from collections.abc import Iterator
from itertools import groupby

from game.lab.graph.model import Edge, Graph, Node
from game.lab.graph.words import is_lost, percent, share_label, way_label
from game.telling.signs import grade_sign
from game.text import Translator, cell_width, pad, truncate, wrap
from game.text.paint import Paint, plain

_BAR, _SHARE, _NAME = 10, 5, 20
"""Columns in cells."""


def outline(graph: Graph, t: Translator, width: int = 80, paint: Paint = plain) -> str:
    """Return the outline in lines of at most `width` cells (40 or more)."""
    width = max(40, width)
    lines = [paint(truncate(t("lab_graph.heading", title=graph.title, story=graph.id), width), "title")]
    lines += [paint(line, "dim") for line in wrap(graph.facts, width)]
    for act, scenes in groupby(graph.scenes, key=lambda scene: scene.act):
        lines += ["", paint(t("lab_graph.act", act=act), "act")]
        lines += [line for scene in scenes for line in _scene(scene, graph, t, width, paint)]
    lines += ["", paint(t("lab_graph.endings"), "act")]
    lines += [_ending(ending, t, width, paint) for ending in graph.endings]
    lines += ["", *(paint(line, "dim") for line in wrap(t("lab_graph.shares"), width))]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _scene(scene: Node, graph: Graph, t: Translator, width: int, paint: Paint) -> Iterator[str]:
    lost = is_lost(scene)
    share = share_label(scene, t)
    name = pad(scene.name, max(_NAME, min(cell_width(scene.name), width // 2)))
    words = pad(scene.text, width - 4 - cell_width(name) - cell_width(share))
    yield f"{paint(name, 'lost' if lost else 'name')}  {paint(words, 'dim')}  {share}"
    for edge in graph.ways_from(scene.id):
        yield _way(edge, graph, t, width, paint)


def _way(edge: Edge, graph: Graph, t: Translator, width: int, paint: Paint) -> str:
    target = graph.nodes[edge.target]
    style = target.grade or "name"
    start = (
        f"  {paint(_bar(edge.share), style if target.grade else 'dim')} {pad(percent(edge.share), _SHARE, 'right')}  "
    )
    room = width - 2 - _BAR - 1 - _SHARE - 2
    name = target.name if target.grade is None else f"{grade_sign(target.grade)} {target.text}"
    label = pad(way_label(edge, t), min(24, room // 2))
    back = "↺" if edge.target == edge.source else "→"
    return f"{start}{label} {back} {paint(truncate(name, room - cell_width(label) - 3), style)}"


def _ending(ending: Node, t: Translator, width: int, paint: Paint) -> str:
    style = "lost" if is_lost(ending) else ending.grade or ""
    sign = grade_sign(ending.grade or "mixed")
    share = "–" if is_lost(ending) else percent(ending.share)
    start = f"  {paint(_bar(ending.share, is_lost(ending)), style)} {pad(share, _SHARE, 'right')}  "
    room = width - 2 - _BAR - 1 - _SHARE - 2
    rest = next(said for said in _told(ending, t) if cell_width(said) <= room - 18 or not said)
    name = pad(f"{sign} {ending.text}", room - cell_width(rest) - 1)
    return f"{start}{paint(name, style)} {paint(rest, 'dim')}"


def _told(ending: Node, t: Translator) -> Iterator[str]:
    """What is known of an ending: all, then less for narrow terminals."""
    if is_lost(ending):
        yield share_label(ending, t)
    told = [] if ending.best is None else [t("lab_graph.best_here", score=ending.best)]
    if ending.shortest is not None:
        yield t("lab_graph.between").join([*told, t("lab_graph.shortest", count=ending.shortest)])
    yield from told
    yield ""


def _bar(share: float, lost: bool = False) -> str:
    """A line as long as the share is large; a dot where it can happen at all."""
    full = round(min(share, 1) * _BAR)
    return pad("━" * full if full else "╸" if share else "" if lost else "·", _BAR)
