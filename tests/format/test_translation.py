"""A translated story is the same story: only its words change, and what has none says so."""

from pathlib import Path

import pytest

from game.format.problems.mistakes import framed
from game.format.read import ReadResult, read_story
from game.format.translation.addresses import texts
from game.story import Line, digest

TOP = """\
cast: [阿哲]
rule: 先听，再说，因为人要的是被听见。
variants: {late: {about: 等了四天}}
cards: {rule: {title: 规则, text: 可以退。}}
"""
SAY = """\
- 顾女士：在吗？
- 阿哲：我来？
- if: heard
  say: 小林：在。
  else: 门响了。
- insult: 顾女士：废物。
  softer: 顾女士：过分。
"""


def po(**entries: tuple[str, str]) -> str:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    parts = [f'msgctxt "{a.replace("__", ".")}"\nmsgid "{s}"\nmsgstr "{t}"\n' for a, (s, t) in entries.items()]
    return "\n".join([head, *parts])


def told(folder: Path, translation: str | bytes | None, language: str = "en") -> ReadResult:
    (folder / "story.yaml").write_text(framed("say", SAY, TOP), encoding="utf-8")
    if translation is not None:
        data = translation if isinstance(translation, bytes) else translation.encode()
        (folder / "en.po").write_bytes(data)
    return read_story(folder, language)


def test_addresses_name_every_text_in_reading_order(tmp_path: Path) -> None:
    story = told(tmp_path, None, "zh-CN").story
    assert story is not None
    found = {
        address: text for address, text in texts(story).items() if not address.startswith(("thoughts.", "endings."))
    }
    assert found == {
        "title": "例子",
        "rule": "先听，再说，因为人要的是被听见。",
        "customer.name": "顾女士",
        "cast.1": "阿哲",
        "variants.late.about": "等了四天",
        "cards.rule.title": "规则",
        "cards.rule.text": "可以退。",
        "scenes.opening.say.1": "顾女士：在吗？",
        "scenes.opening.say.2": "阿哲：我来？",
        "scenes.opening.say.3": "小林：在。",
        "scenes.opening.say.4": "门响了。",
        "scenes.opening.say.5": "顾女士：废物。",
        "scenes.opening.say.5.softer": "顾女士：过分。",
        "choices.hello.text": "在的，我看一下。",
    }


def test_lines_keep_their_speakers_under_their_new_names(tmp_path: Path) -> None:
    entries = {
        "customer__name": ("顾女士", "Ms Gu"),
        "cast__1": ("阿哲", "Zhe"),
        "scenes__opening__say__1": ("顾女士：在吗？", "Ms Gu: Hello?"),
        "scenes__opening__say__2": ("阿哲：我来？", "Zhe: Shall I?"),
        "scenes__opening__say__3": ("小林：在。", "Lin: Here."),
        "scenes__opening__say__5__softer": ("顾女士：过分。", "Ms Gu: That is too much."),
    }
    result = told(tmp_path, po(**entries))
    assert result.story is not None and result.problems == ()
    lines = result.story.opening.say
    assert [(line.speaker, line.text, line.role, line.translated) for line in lines] == [
        ("Ms Gu", "Hello?", "customer", True),
        ("Zhe", "Shall I?", "other", True),
        ("Lin", "Here.", "agent", True),
        (None, "门响了。", "narration", False),
        ("Ms Gu", "废物。", "customer", False),
    ]
    assert lines[4].softer == "That is too much."


def test_what_is_missing_is_shown_in_the_source_language_and_marked(tmp_path: Path) -> None:
    story = told(tmp_path, po(title=("例子", "Example"))).story
    assert story is not None
    assert story.title == "Example" and story.rule.startswith("先听")
    assert "rule" in story.untranslated and "title" not in story.untranslated
    assert story.language == "en" and story.source_language == "zh-CN"


def test_a_fuzzy_translation_is_shown_and_told_of(tmp_path: Path) -> None:
    entries = po(title=("例子", "Example"), customer__name=("顾女士", "Ms Gu"))
    result = told(tmp_path, entries.replace('msgctxt "title"', '#, fuzzy\nmsgctxt "title"'))
    assert result.story is not None and result.story.title == "Example"
    assert [problem.code for problem in result.problems] == ["po-stale"]


def test_a_translation_without_its_closing_quotation_mark_is_refused(tmp_path: Path) -> None:
    """The parser would show it with its last letter gone."""
    result = told(tmp_path, po(title=("例子", "Example")).replace('"Example"', '"Example'))
    assert [(problem.code, problem.line) for problem in result.problems] == [("po-malformed", 6)]


def test_what_the_game_brings_along_is_told_in_the_other_language(tmp_path: Path) -> None:
    source, other = told(tmp_path, None, "zh-CN").story, told(tmp_path, None).story
    assert source is not None and other is not None
    assert source.endings[0].text != other.endings[0].text
    assert all(not address.startswith(("thoughts.", "endings.walk-out")) for address in other.untranslated)


def test_the_translation_is_the_same_story(tmp_path: Path) -> None:
    source, other = told(tmp_path, None, "zh-CN").story, told(tmp_path, po(title=("例子", "Example"))).story
    assert source is not None and other is not None
    assert digest(source) == digest(other)


def test_a_missing_file_is_a_warning_and_the_story_falls_back(tmp_path: Path) -> None:
    result = told(tmp_path, None)
    assert [problem.code for problem in result.problems] == ["po-missing"]
    assert result.story is not None and isinstance(result.story.opening.say[0], Line)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"msgid", b'msgctxt "a\n', b"\x00" * 99, b"/etc/hostname", b"#" * 2_000_000]
)
def test_a_hostile_file_is_a_problem_and_the_story_falls_back(data: bytes, tmp_path: Path) -> None:
    result = told(tmp_path, data)
    assert result.story is not None
    assert all(problem.code.startswith(("po-", "not-utf8", "too-large")) for problem in result.problems)


def test_control_characters_of_a_translation_do_not_reach_the_screen(tmp_path: Path) -> None:
    story = told(tmp_path, po(title=("例子", "Ex\\x1b[2Jample")).replace("\\x1b", "\x1b")).story
    assert story is not None and "\x1b" not in story.title


def test_a_translation_has_the_room_of_its_source(tmp_path: Path) -> None:
    """Each finding stands at the text itself, below what a translator is told about it."""
    reply, said = "x" * 361, "Ms Gu: " + "x" * 401
    entries = {"title": ("例子", "A" * 49), "choices__hello__text": ("在的，我看一下。", reply)}
    spoken = {"customer__name": ("顾女士", "Ms Gu"), "scenes__opening__say__1": ("顾女士：在吗？", said)}
    text = po(**entries, **spoken).replace('msgctxt "title"', '#. up to 48 cells\nmsgctxt "title"')
    found = [(p.code, text.splitlines()[p.line - 1], dict(p.values)) for p in told(tmp_path, text).problems]
    assert [(code, line[:9], [*values.values()][1:]) for code, line, values in found] == [
        ("text-too-wide", 'msgstr "A', ["49", "48"]),
        ("reply-too-long", 'msgstr "x', ["361", "360"]),
        ("text-too-wide", 'msgstr "M', ["401", "400"]),
    ]
