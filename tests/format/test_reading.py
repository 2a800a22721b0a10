"""What the keys of a story mean when they are read."""

from pathlib import Path

import pytest

from game.format.problems.mistakes import framed
from game.format.read import read_story
from game.story import ALWAYS, END, Compare, Counter, Effect, Fact, Flag, Line, Not, PromiseActs, Route, Variant
from tests.format.samples import codes_of, read, story_of

FACTS = "facts: [friday]\nvariants: {late: {facts: [friday]}}\n"


def smallest_story_of_the_documentation() -> str:
    page = Path("docs/story-format.md").read_text(encoding="utf-8")
    return page.split("```yaml\n")[1].split("```")[0]


def test_the_smallest_story_of_the_documentation_is_clean() -> None:
    result = read(smallest_story_of_the_documentation())
    assert result.problems == ()
    assert result.story is not None
    assert result.story.start.satisfaction is None and result.story.start.stamina == 80
    assert [ending.id for ending in result.story.endings] == ["walk-out", "hand-over", "calmer", "gone"]
    assert set(result.story.thoughts) == {"it-is-the-problem", "her-shoes", "look-away", "swallow-it"}


@pytest.mark.parametrize("word", ["no", "on", "12:30", "0123", "2026-11-21", "~", "1e5", "yes"])
def test_a_text_stays_the_text_that_was_written(word: str) -> None:
    """YAML's guesses at types are never asked."""
    choice = story_of("choice", f"- id: wait\n  text: {word}\n").choices["wait"]
    assert choice.text == word


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_line_is_speaker_and_words_whichever_colon_parts_them(quote: str) -> None:
    wide = story_of("say", f"- {quote}顾女士：在吗？{quote}\n").opening.say
    by_key = story_of("say", "- 顾女士: 在吗？\n").opening.say
    assert wide == by_key == (Line("在吗？", "顾女士", "customer"),)


def test_the_player_speaks_under_either_name_and_the_cast_under_theirs() -> None:
    lines = story_of("say", "- 小林：在。\n- Lin：在。\n- 阿哲：我来？\n- 门铃响了。\n", "cast: [阿哲]\n").opening.say
    assert [(line.role, line.speaker) for line in lines] == [
        ("agent", "小林"),
        ("agent", "Lin"),
        ("other", "阿哲"),
        ("narration", None),
    ]


def test_else_lines_stand_after_their_say_lines_under_the_opposite_condition() -> None:
    fragment = "- if: friday\n  say: [顾女士：急。, 顾女士：很急。]\n  else: 顾女士：不急。\n"
    lines = story_of("say", fragment, FACTS).opening.say
    assert [(line.text, line.when) for line in lines] == [
        ("急。", Fact("friday")),
        ("很急。", Fact("friday")),
        ("不急。", Not(Fact("friday"))),
    ]


def test_an_insult_keeps_its_softer_twin() -> None:
    (line,) = story_of("say", "- insult: 顾女士：一群废物。\n  softer: 顾女士：太不像话了。\n").opening.say
    assert line.insult and line.text == "一群废物。" and line.softer == "太不像话了。"


def test_each_line_of_a_block_is_its_own_bubble() -> None:
    choice = story_of("choice", "- id: wait\n  text: |\n    您稍等。\n    我去查。\n").choices["wait"]
    assert choice.bubbles == ("您稍等。", "我去查。")


@pytest.mark.parametrize("style", [">\n    您稍等，\n    我去查。\n", "您稍等，\n    我去查。\n"])
def test_joined_lines_get_no_space_between_chinese(style: str) -> None:
    assert story_of("choice", f"- id: wait\n  text: {style}").choices["wait"].text == "您稍等，我去查。"


def test_joined_lines_keep_the_space_between_english_words() -> None:
    assert story_of("choice", "- id: wait\n  text: one\n    two\n").choices["wait"].text == "one two"


def test_what_a_reply_does_is_read_from_its_keys() -> None:
    fragment = (
        "- id: wait\n  text: 您稍等。\n  if: satisfaction >= 20\n  uses: NAME\n  set: friday\n  at_fault: true\n"
        "  effect: {satisfaction: -5, heat: +1, trust: +2}\n  opens: [call]\n  go: END\n"
    )
    choice = story_of("choice", fragment, FACTS + "counters: {trust: 0..3}\npromises: {call: 回电话}\n").choices["wait"]
    assert choice.when == Compare("satisfaction", ">=", 20)
    assert (choice.uses, choice.sets, choice.at_fault, choice.go) == (("NAME",), ("friday",), Flag(True), END)
    assert choice.effect == Effect(satisfaction=-5, heat=1, counters=(("trust", 2),))
    assert choice.promises == PromiseActs(opens=("call",))


def test_a_scene_leads_to_the_next_one_and_the_last_one_to_the_end() -> None:
    scenes = "one: {choices: [{id: a, text: 好。}]}\ntwo:\n  act: 2\n  say: 门响了。\nthree: {say: 完了。}\n"
    story = story_of("scenes", scenes)
    assert [scene.next for scene in story.scenes.values()] == [(Route("two"),), (Route("three"),), (Route(END),)]
    assert [scene.act for scene in story.scenes.values()] == [1, 2, 2]


def test_ways_on_are_tried_in_order() -> None:
    scene = "choices: [{id: a, text: 好。}]\nnext:\n  - {if: heard, go: END}\n  - opening\n"
    routes = story_of("scene", scene).opening.next
    assert [route.to for route in routes] == [END, "opening"] and routes[1].when == ALWAYS


def test_a_counter_has_a_short_and_a_long_form() -> None:
    story = story_of("top", "counters: {doubts: 0..3, trust: {from: 0, to: 5, start: 2}}\n")
    assert story.counters == (Counter("doubts", 0, 3, 0), Counter("trust", 0, 5, 2))


def test_a_variant_changes_only_what_it_names() -> None:
    story = story_of("top", "facts: [late]\nvariants: {late: {facts: [late], start: {satisfaction: 30}}, usual: {}}\n")
    assert story.variants == (Variant("late", ("late",), satisfaction=30), Variant("usual"))


def test_a_built_in_ending_can_be_reworded_and_stays_in_front() -> None:
    endings = "- {id: calm, grade: good, title: 好, text: 谢谢。}\n- {id: hand-over, title: 换人, text: 周姐接手。}\n"
    story = story_of("endings", endings)
    assert [ending.id for ending in story.endings] == ["walk-out", "hand-over", "calm"]
    assert story.ending("hand-over").title == "换人" and story.ending("hand-over").grade == "mixed"


def test_every_mistake_is_told_at_once() -> None:
    fragment = (
        "- id: wait\n  text: 您稍等。\n  uses: [NAM]\n  concrete: yes\n  effect: {satisfaction: many}\n  go: nowhere\n"
    )
    assert codes_of("choice", fragment) == [
        "unknown-word",
        "not-true-or-false",
        "not-a-number",
        "unknown-scene",
    ]


def test_a_broken_scene_hides_no_mistake_of_the_others_and_makes_none() -> None:
    """Scenes, replies and facts of the broken one still count as known."""
    scenes = (
        "one:\n  choices:\n    - {id: a, text: 好。, go: two}\n    - {id: b, text: 好: 的, uses: [LISTEN}\n"
        "two:\n  choices:\n    - {id: c, text: 好。, if: used a, go: one}\n    - {id: d, text: 好。, go: thre}\n"
        "three:\n  say: 顾女士: 嗯: 好\n"
    )
    found = [(problem.code, problem.line) for problem in read(_scenes(scenes)).problems]
    assert found == [("open-bracket", 9), ("unknown-scene", 13), ("second-colon", 15)]


def _scenes(scenes: str) -> str:
    return framed("scenes", scenes)


def test_places_are_counted_in_characters_and_the_line_is_kept() -> None:
    (problem,) = read(_scenes("one:\n  choices:\n    - {id: a, text: 好的好的。, go: nowhere}\n")).problems
    assert (problem.line, problem.column, problem.end_column) == (8, 34, 41)
    assert problem.excerpt[problem.column - 1 : problem.end_column - 1] == "nowhere"


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"\x00", b"[" * 200_000, b"a: &a [*a]\n", b"- " * 100_000, b"%"]
)
def test_hostile_files_are_refused_with_a_reason(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_bytes(data)
    result = read_story(tmp_path)
    assert result.story is None and result.problems


def test_line_ends_of_windows_change_no_place(tmp_path: Path) -> None:
    text = _scenes("one:\n  choices:\n    - {id: a, text: 好。, go: nowhere}\n")
    (tmp_path / "story.yaml").write_bytes(text.replace("\n", "\r\n").encode())
    assert [(p.line, p.column) for p in read_story(tmp_path).problems] == [
        (p.line, p.column) for p in read(text).problems
    ]


def test_a_portrait_of_the_storys_own_comes_along(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(smallest_story_of_the_documentation(), encoding="utf-8")
    (tmp_path / "portrait.txt").write_text("##\x1b[2J\n##\n", encoding="utf-8")
    story = read_story(tmp_path).story
    assert story is not None and story.portrait == "##[2J\n##"


def test_a_tab_breaks_its_own_scene_and_no_other() -> None:
    scenes = "one:\n\tsay: 门响了。\n  choices: [{id: a, text: 好。}]\ntwo:\n  choices: [{id: b, text: 好。, go: on}]\n"
    found = [(problem.code, problem.line) for problem in read(_scenes(scenes)).problems]
    assert found == [("tab", 7), ("unknown-scene", 10)]


@pytest.mark.parametrize("listed", ["NAME, OWN", "NAME，OWN", "NAME、OWN"])
def test_a_list_without_brackets_is_told_as_such(listed: str) -> None:
    assert codes_of("choice", f"- id: a\n  text: 好。\n  uses: {listed}\n") == ["not-a-list"]


def test_how_a_text_reads_is_told_beside_other_mistakes() -> None:
    assert codes_of("choice", "- id: a\n  text: 好,的\n  go: nowhere\n") == ["half-width-punctuation", "unknown-scene"]


@pytest.mark.parametrize(
    "part", ["endings: [{}]", "checks: [{}]", "scenes: {a: {choices: [{}], say: [{}]}}", "customer: {}"]
)
def test_an_empty_group_is_a_problem_like_any_other(part: str) -> None:
    result = read(f"story: s\nlanguage: en\n{part}\n")
    assert result.story is None and result.problems


def test_a_misspelt_counter_in_an_effect_is_guessed_like_a_meter() -> None:
    choice = "- {id: a, text: 好, effect: {trst: +1, shpo: -10, trust: 900}}\n"
    result = read(framed("choice", choice, "counters: {trust: 0..5}\n"))
    values = [(problem.code, dict(problem.values)) for problem in result.problems]
    assert [(code, found.get("guess")) for code, found in values] == [
        ("unknown-key", "trust"), ("unknown-key", "shop"), ("number-out-of-range", None),
    ]  # fmt: skip


def test_a_counter_of_a_broken_block_may_exist_after_all() -> None:
    choice = "- {id: a, text: 好, effect: {trust: +1}}\n"
    assert codes_of("choice", choice, "counters:\n  trust: 0..5\n  doubts: [0\n") == ["open-bracket"]


def test_a_story_without_its_customer_still_knows_the_thoughts() -> None:
    checks = "checks:\n  - {play: [care:reframe:her-shoes], ends: calm}\n"
    text = framed("top", checks).replace("customer: {name: 顾女士, mood: anxious}\n", "")
    assert "unknown-thought" not in [problem.code for problem in read(text).problems]


@pytest.mark.parametrize("day", ["2026-02-31", "2026-13-01", "20261121", "２０２６-11-21"])
def test_a_day_that_no_calendar_has_is_no_date(day: str) -> None:
    assert codes_of("top", f"checked_on: {day}\n") == ["not-a-date"]
