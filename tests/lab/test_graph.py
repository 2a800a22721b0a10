"""The picture of a story: what it shows, and that nothing of a story is ever markup in it."""

import random
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from game.analysis.facts import Analysis
from game.lab.graph import FORMATS, draw, graph_of
from game.lab.graph.dot import quoted
from game.lab.graph.geometry import Box, arranged
from game.lab.graph.layers import layered
from game.lab.graph.mermaid import escaped
from game.lab.graph.shapes import ending_outline
from game.story import Story
from game.text import Translator, cell_width, load
from tests.lab.graphs import COAT, COAT_SOLVED, HOSTILE, hostile, solved, story

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def t() -> Translator:
    return load("en", strict=True)


# What it shows


def test_replies_between_two_nodes_are_one_edge(t: Translator) -> None:
    """Shares add up; the replies stand in the story's order."""
    edge = next(e for e in graph_of(COAT, COAT_SOLVED, t).edges if (e.source, e.target) == ("opening", "offer"))
    assert edge.choices == ("name", "argue") and edge.share == pytest.approx(0.7)


def test_who_stays_in_a_scene_does_not_come_by_twice(t: Translator) -> None:
    graph = graph_of(COAT, COAT_SOLVED, t)
    assert graph.nodes["opening"].share == 1 and graph.nodes["offer"].share == pytest.approx(0.7)


def test_what_nobody_reaches_is_said_so(t: Translator) -> None:
    graph = graph_of(COAT, COAT_SOLVED, t)
    assert graph.nodes["attic"].reach == "violated" and graph.nodes["endings.hand-over"].reach == "violated"
    assert "attic" in draw(COAT, COAT_SOLVED, "outline", t) and "nobody gets here" in draw(COAT, COAT_SOLVED, "svg", t)


def test_a_search_that_was_cut_off_claims_nothing(t: Translator) -> None:
    """The heading of every picture says that more may be possible."""
    cut = solved(COAT, {}, closed=False)
    assert all("more may be possible" in draw(COAT, cut, form, t).replace("\n", " ") for form in FORMATS)


def test_shares_that_are_too_small_are_said_to_be(t: Translator) -> None:
    """Where random players go round too long to be followed."""
    endings = tuple(replace(ending, share=None) for ending in COAT_SOLVED.endings)
    lost = replace(COAT_SOLVED, endings=endings)
    assert all("shares are too small" in draw(COAT, lost, form, t).replace("\n", " ") for form in FORMATS)
    assert not any("shares are too small" in draw(COAT, COAT_SOLVED, form, t).replace("\n", " ") for form in FORMATS)


def test_ways_of_another_version_of_the_story_are_left_out(t: Translator) -> None:
    analysis = solved(COAT, {("opening", "name", "gone-scene"): 0.5, ("no-scene", "x", "offer"): 0.5})
    assert graph_of(COAT, analysis, t).edges == ()


def test_endings_stand_from_best_to_bad_then_those_of_an_empty_meter(t: Translator) -> None:
    names = [ending.name for ending in graph_of(COAT, COAT_SOLVED, t).endings]
    assert names == ["kept", "sent-back", "hand-over", "walk-out"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_form_tells_shares_and_titles_in_both_languages(form: str, language: str) -> None:
    """A strict translator raises where a text is missing."""
    drawn = draw(COAT, COAT_SOLVED, form, load("zh" if language == "zh" else "en", strict=True))
    assert "She keeps it" in drawn and "70" in drawn
    assert ("句回复" if language == "zh" else "2 replies") in drawn


@pytest.mark.parametrize("form", FORMATS)
def test_a_story_of_one_scene_without_ways_can_be_drawn(form: str, t: Translator) -> None:
    small = story({"opening": ()})
    assert "opening" in draw(small, solved(small, {}), form, t)


# The outline


@pytest.mark.parametrize("width", [40, 60, 80, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_of_the_outline_is_wider_than_the_terminal(width: int, language: str) -> None:
    made, analysis = hostile()
    t = load("zh" if language == "zh" else "en")
    for drawn in ((COAT, COAT_SOLVED), (made, analysis)):
        told = draw(*drawn, "outline", t, width)
        assert [line for line in told.splitlines() if cell_width(line) > width] == []


def test_the_outline_lists_the_ways_most_taken_first(t: Translator) -> None:
    told = draw(COAT, COAT_SOLVED, "outline", t)
    targets = re.findall(r"[→↺] (.+)", told.split("offer   ")[0])
    assert targets == ["offer", "○ Gone", "opening"]


# SVG


def _svg(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def test_thicker_is_more_taken(t: Translator) -> None:
    paths = _svg(draw(COAT, COAT_SOLVED, "svg", t)).iter(f"{SVG}path")
    width = {path.findtext(f"{SVG}title"): float(path.get("stroke-width", 0)) for path in paths}
    assert width["70%: name, argue"] == pytest.approx(width["70%: shrug"], rel=0.02)
    assert width["70%: name, argue"] > 2 * width["30%: argue"] > width["<1%: refund"]


def test_what_can_happen_but_hardly_does_is_dotted(t: Translator) -> None:
    paths = _svg(draw(COAT, COAT_SOLVED, "svg", t)).iter(f"{SVG}path")
    dotted = [p.findtext(f"{SVG}title") for p in paths if p.get("stroke-dasharray") == "2 5"]
    assert "0%: shrug" in dotted and "70%: shrug" not in dotted


def test_grades_differ_by_shape_and_not_by_colour_alone(t: Translator) -> None:
    """The commands of the four outlines differ, and each carries its sign."""
    outlines = ["".join(ending_outline(grade, Box(0, 0, 160, 96))) for grade in ("best", "good", "mixed", "bad")]
    kinds = [(len(re.findall("A", o)), len(re.findall("L", o))) for o in outlines]
    assert len(set(kinds)) == 4


def test_cards_do_not_lie_on_each_other(t: Translator) -> None:
    for made, analysis in ((COAT, COAT_SOLVED), hostile(), _ladder()):
        boxes = list(arranged(graph_of(made, analysis, t)).boxes.values())
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                assert one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


def _ladder() -> tuple[Story, Analysis]:
    """Ten scenes, each of which leads to every other: as many rounds as there can be."""
    ids = [f"s{number}" for number in range(10)]
    made = story({id: tuple(f"{id}-{other}" for other in ids) for id in ids})
    return made, solved(made, {(a, f"{a}-{b}", b): 0.1 for a in ids for b in ids})


def test_stories_full_of_rounds_are_drawn_with_their_ways_back(t: Translator) -> None:
    made, analysis = _ladder()
    places = arranged(graph_of(made, analysis, t))
    assert len(places.returns) == 10 + 45 and len(places.ribbons) == 45
    assert all(upper[1] <= lower[1] for ribbon in places.ribbons for upper, lower in pairwise(ribbon.points))


def test_rows_lead_downwards_whatever_leads_where() -> None:
    """Scenes that nothing leads to are no way into endless rows, even where they lead to the scene before them."""
    dice = random.Random(7)
    for size in (1, 2, 5, 30, 90):
        ids = [f"s{number}" for number in range(size)]
        ways = list({(dice.choice(ids), dice.choice(ids)) for _ in range(2 * size)})
        layers = layered(ids, ["end"], [*ways, (ids[-1], "end")])
        rows = {id: place for place, row in enumerate(layers.rows) for id in row}
        assert set(ids) <= set(rows) and rows["end"] == len(layers.rows) - 1
        assert all(
            rows[lower] == rows[upper] + 1 for chain in layers.chains.values() for upper, lower in pairwise(chain)
        )
        assert all(rows[source] > rows[target] for source, target in layers.back)


# Nothing of a story is markup


def test_svg_shows_hostile_texts_as_they_are(t: Translator) -> None:
    made, analysis = hostile()
    root = _svg(draw(made, analysis, "svg", t))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "g", "title", "desc", "defs", "marker", "path", "rect", "text",
    }  # fmt: skip
    assert root.findtext(f"{SVG}title") == HOSTILE[0] + HOSTILE[4]


def test_mermaid_gets_no_sign_of_a_story_that_it_could_read(t: Translator) -> None:
    """In quotes stand letters, digits, spaces, entity codes, our own line break and percent sign: nothing else."""
    made, analysis = hostile()
    body = draw(made, analysis, "mermaid", t).split("---\n", 2)[2]
    for label in re.findall(r'"([^\n]*)"', body):
        rest = re.sub(r"<br>|#\d+;|<1%|\d%", "", label)
        assert not re.search(r"[!-/:-@\[-`{-~]", re.sub(r"[%★●◐○]", "", rest)), label
    assert body.count("\n") == len(body.splitlines()) and "evil" in body and "\x1b" not in body


def test_mermaid_codes_stand_for_the_text() -> None:
    text = "".join(HOSTILE).replace("$$", "＄＄")
    assert re.sub(r"#(\d+);", lambda code: chr(int(code[1])), escaped(text)) == text


def test_dot_strings_end_where_they_should() -> None:
    """DOT knows two escapes that matter in a string: of a quote and of a backslash."""
    for text in HOSTILE:
        inner = quoted(text)[1:-1]
        assert re.fullmatch(r'(?:[^"\\\n]|\\["\\n])*', inner)
        read = re.sub(r"\\(.)", lambda escape: "\n" if escape[1] == "n" else escape[1], inner)
        assert read.replace("&amp;", "&") == text


def test_dot_lists_every_node_and_edge_of_hostile_ids_once(t: Translator) -> None:
    made, analysis = hostile()
    lines = draw(made, analysis, "dot", t).splitlines()
    assert len(lines) == 4 + len(made.scenes) + len(made.endings) + len(analysis.flows) + 1
