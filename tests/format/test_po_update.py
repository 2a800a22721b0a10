"""A translation brought up to date: every text of the story once, in its order, and no old translation lost."""

from collections.abc import Iterable

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.format.problems.mistakes import framed
from game.format.read import read_text
from game.format.translation.addresses import texts
from game.format.translation.update import Updated, language_code, update
from game.story import Choice, Line, Scene, Story
from tests.support.making import reply, scene, story

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
LINES = ("Where is my parcel?", "It has not moved.", "Four days now.", "Hello?")


def chat(*lines: str, here: str = "first", choices: Iterable[Choice] = ()) -> Scene:
    said = tuple(Line(words, "Ms Gu", "customer") for words in lines)
    return scene(here, *(tuple(choices) or (reply("ok", text="Understood."),)), say=said)


def done(data: bytes | None) -> bytes:
    """The file with every missing text translated as `译`, its number and itself."""
    assert data is not None
    file = polib.pofile(data.decode())
    for number, entry in enumerate(file):
        entry.msgstr = entry.msgstr or f"译{number} {entry.msgid}"
    return f"{file}\n".encode()


def updated(told: Story, data: bytes = b"") -> Updated:
    return update(told, "zh_CN", data, "zh_CN.po")


def entries(result: Updated) -> list[polib.POEntry]:
    assert result.data is not None
    return list(polib.pofile(result.data.decode()))


def by_address(result: Updated) -> dict[str, polib.POEntry]:
    return {entry.msgctxt: entry for entry in entries(result) if not entry.obsolete}


def translations(data: bytes | None) -> set[str]:
    assert data is not None
    return {entry.msgstr for entry in polib.pofile(data.decode()) if entry.msgstr.strip()}


def test_a_new_file_has_every_text_in_reading_order() -> None:
    told = story(chat(*LINES))
    result = updated(told)
    assert list(by_address(result)) == [text.address for text in result.texts]
    assert [text.address for text in result.texts] == [
        a for a in texts(told) if a in by_address(result)
    ]  # fmt: skip
    assert result.count("missing") == len(result.texts) and not result.complete


def test_what_the_game_tells_itself_need_not_be_translated() -> None:
    result = read_text(framed("say", "- 顾女士：在吗？\n").encode(), "story.yaml")
    assert result.story is not None
    addresses = {text.address for text in update(result.story, "en", b"", "en.po").texts}
    assert "scenes.opening.say.1" in addresses
    assert not any(address.startswith(("thoughts.", "endings.walk-out")) for address in addresses)


def test_a_finished_file_stays_as_it_is() -> None:
    told = story(chat(*LINES))
    data = updated(told, done(updated(told).data)).data
    assert data is not None and updated(told, data).data == data
    assert updated(told, data).complete


def test_a_reworded_text_is_fuzzy_still_shown_and_keeps_what_it_was_made_from() -> None:
    data = done(updated(story(chat(*LINES))).data)
    entry = by_address(updated(story(chat("Where is that parcel of mine?", *LINES[1:])), data))["scenes.first.say.1"]
    assert entry.fuzzy and entry.msgstr.endswith("Where is my parcel?")
    assert entry.msgid == "Ms Gu: Where is that parcel of mine?"
    assert entry.previous_msgid == "Ms Gu: Where is my parcel?"


def test_a_reworded_text_that_is_changed_back_is_done_again() -> None:
    before, after = story(chat(*LINES)), story(chat("Where is that parcel of mine?", *LINES[1:]))
    data = updated(before, done(updated(before).data)).data
    assert data is not None
    reworded = updated(after, data).data
    assert reworded is not None and updated(before, reworded).data == data


def test_a_text_reworded_twice_keeps_the_first_that_it_was_made_from() -> None:
    data = done(updated(story(chat(*LINES))).data)
    once = updated(story(chat("Where is that parcel?", *LINES[1:])), data).data
    assert once is not None
    entry = by_address(updated(story(chat("Where on earth is that parcel?", *LINES[1:])), once))["scenes.first.say.1"]
    assert entry.previous_msgid == "Ms Gu: Where is my parcel?"


def test_a_line_put_in_before_others_leaves_their_translations_done() -> None:
    data = done(updated(story(chat(*LINES))).data)
    result = updated(story(chat("Anyone there?", *LINES)), data)
    assert [text.address for text in result.texts if text.state != "done"] == ["scenes.first.say.1"]
    assert result.unused == 0


def test_a_line_said_twice_keeps_both_translations() -> None:
    told = story(chat("Hello?", "Four days now.", "Hello?"))
    data = done(updated(told).data)
    result = updated(story(chat("Listen.", "Hello?", "Four days now.", "Hello?")), data)
    assert {text.address for text in result.texts if text.state != "done"} == {"scenes.first.say.1"}
    assert translations(data) == translations(result.data)


def test_a_renamed_reply_or_scene_keeps_its_translations() -> None:
    data = done(updated(story(chat(*LINES, choices=[reply("ok", text="Understood.")]))).data)
    result = updated(story(chat(*LINES, here="start", choices=[reply("fine", text="Understood.")])), data)
    assert result.complete and result.unused == 0


def test_a_removed_scene_is_kept_apart_and_comes_back_with_its_translations() -> None:
    whole, less = story(chat(*LINES), chat("Bye.", here="last")), story(chat(*LINES))
    whole = story(chat(*LINES), chat("Bye.", here="last", choices=[reply("bye", text="Take care.")]))
    data = updated(whole, done(updated(whole).data)).data
    assert data is not None
    removed = updated(less, data)
    assert removed.complete and removed.unused == 2
    assert [entry.msgctxt for entry in entries(removed) if entry.obsolete] == ["scenes.last.say.1", "choices.bye.text"]
    assert removed.data is not None and updated(whole, removed.data).data == data


def test_the_same_words_elsewhere_suggest_a_translation() -> None:
    data = done(updated(story(chat("Hello?"))).data)
    entry = by_address(updated(story(chat("Hello?"), chat("Hello?", here="last", choices=[reply("x")])), data))
    assert entry["scenes.last.say.1"].fuzzy and entry["scenes.last.say.1"].msgstr.endswith("Hello?")


def test_a_line_of_someone_else_is_no_rewording() -> None:
    before = story(scene("first", reply("ok"), say=(Line("Four days now.", "Ms Gu", "customer"),)))
    after = story(scene("first", reply("ok"), say=(Line("A knock at the door.", None),)))
    result = updated(after, done(updated(before).data))
    assert by_address(result)["scenes.first.say.1"].msgstr == "" and result.unused == 1


def test_remarks_and_header_of_the_translator_stay() -> None:
    told = story(chat(*LINES))
    file = polib.pofile(done(updated(told).data).decode())
    file.metadata["Last-Translator"] = "Wu"
    file.header = "By Wu"
    file[0].tcomment = "A pun."
    data = updated(story(chat("Anyone there?", *LINES)), str(file).encode()).data
    assert data is not None
    new = polib.pofile(data.decode())
    assert (new.header, new.metadata["Last-Translator"], new[0].tcomment) == ("By Wu", "Wu", "A pun.")


def test_line_ends_stay_those_of_the_file() -> None:
    told = story(chat(*LINES))
    data = done(updated(told).data).replace(b"\n", b"\r\n")
    result = updated(told, data).data
    assert result is not None and result.count(b"\r\n") == result.count(b"\n") and updated(told, result).data == result


def test_comments_say_who_speaks_where_how_wide_and_what_stays() -> None:
    told = story(chat("Order 12345?"), summary="Four days.")
    comments = {address: entry.comment for address, entry in by_address(updated(told)).items()}
    assert "Ms Gu" in comments["scenes.first.say.1"] and "first" in comments["scenes.first.say.1"]
    assert "12345" in comments["scenes.first.say.1"]
    assert "140" in comments["summary"] and "first" in comments["choices.ok.text"]


@pytest.mark.parametrize(
    "damage",
    [
        HEAD + 'msgctxt "title"\nmsgid "Tested"\nmsgstr "被截断的',
        HEAD + 'msgctxt "title"\nmsgid "Tested"\nmsgstr 没有引号',
        HEAD + 'msgctxt "title"\nmsgid "Tes"ted"\nmsgstr "x"',
        HEAD + '<<<<<<< HEAD\nmsgctxt "title"\nmsgid "Tested"\nmsgstr "x"',
        HEAD + 'msgctxt "title"\nmsgid ""\n"Tested\nmsgstr "x"',
        HEAD + '#~ msgctxt "gone"\n#~ msgid "Gone"\n#~ msgstr "没',
    ],
)
def test_a_damaged_file_is_refused_with_the_line(damage: str) -> None:
    result = updated(story(chat(*LINES)), damage.encode())
    assert result.data is None
    assert [problem.code for problem in result.problems] == ["po-malformed"] and result.problems[0].line > 3


def test_a_file_that_is_not_utf8_is_refused() -> None:
    assert updated(story(chat(*LINES)), "msgid 译".encode("gbk")).data is None


def test_an_entry_made_twice_keeps_both_translations() -> None:
    twice = HEAD + 'msgctxt "title"\nmsgid "Tested"\nmsgstr "甲"\n\nmsgctxt "title"\nmsgid "Tested"\nmsgstr "乙"\n'
    result = updated(story(chat(*LINES)), twice.encode())
    assert by_address(result)["title"].msgstr == "甲" and translations(result.data) == {"甲", "乙"}


def test_what_a_tool_made_a_plural_of_is_kept_apart() -> None:
    plural = 'msgctxt "title"\nmsgid "Tested"\nmsgid_plural "Tests"\nmsgstr[0] "译"\n'
    result = updated(story(chat(*LINES)), (HEAD + plural).encode())
    assert result.data is not None and 'msgstr[0] "译"' in result.data.decode()
    assert updated(story(chat(*LINES)), result.data).data == result.data


def test_an_entry_without_a_text_is_not_taken_for_the_header() -> None:
    result = updated(story(chat(*LINES)), 'msgctxt "title"\nmsgid ""\nmsgstr "译"\n'.encode())
    assert "译" in translations(result.data)


@pytest.mark.parametrize(
    ("word", "code"),
    [("en", "en"), ("zh", "zh_CN"), ("zh-CN", "zh_CN"), ("zh_Hans", "zh_CN"), ("zh-TW", "zh_TW"), ("pt-br", "pt_BR")],
)
def test_languages_are_called_as_po_files_call_them(word: str, code: str) -> None:
    assert language_code(word) == code


@pytest.mark.parametrize("word", ["", "klingon", "../en", "e", "en/..", "en_", "中文"])
def test_what_is_no_language_names_no_file(word: str) -> None:
    assert language_code(word) is None


# Made-up stories and files

words = st.sampled_from(["yes", "no", "yes, please", "no, thank you", "where is it", "where is she"])
scenes_of_lines = st.lists(st.lists(words, max_size=4), min_size=1, max_size=3)
stories = scenes_of_lines.map(
    lambda scenes: story(
        *(
            chat(*lines, here=f"s{number}", choices=[reply(f"c{number}", text=" ".join(lines) or "ok")])
            for number, lines in enumerate(scenes)
        )
    )
)
said = st.text(max_size=8)
addresses = st.sampled_from(
    ["title", "scenes.s0.say.1", "scenes.s0.say.2", "scenes.s1.say.1", "choices.c0.text", "choices.c1.text", "gone", ""]
)
old_entries = st.builds(
    polib.POEntry,
    msgctxt=addresses,
    msgid=words.map("Ms Gu: {}".format) | said,
    msgstr=said,
    previous_msgid=st.none() | words.map("Ms Gu: {}".format),
    flags=st.sampled_from([[], ["fuzzy"]]),
    obsolete=st.booleans(),
    tcomment=st.sampled_from(["", "A pun."]),
)


def file_of(parts: list[polib.POEntry]) -> bytes:
    file = polib.POFile(wrapwidth=0)
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    file.extend(parts)
    return str(file).encode()


@given(stories, stories)
def test_between_any_two_stories_nothing_is_lost_and_twice_is_once(before: Story, after: Story) -> None:
    data = done(updated(before).data)
    result = updated(after, data)
    assert result.data is not None
    assert translations(data) <= translations(result.data)
    assert updated(after, result.data).data == result.data


@given(stories, stories)
def test_what_is_done_says_the_same_words_as_before(before: Story, after: Story) -> None:
    data = done(updated(before).data)
    made_from = {(entry.msgid, entry.msgstr) for entry in polib.pofile(data.decode())}
    for text in updated(after, data).texts:
        assert text.state != "done" or (text.source, text.translation) in made_from


@given(stories, st.lists(old_entries, max_size=8))
def test_whatever_a_file_holds_nothing_is_lost_and_twice_is_once(told: Story, parts: list[polib.POEntry]) -> None:
    data = file_of(parts)
    result = updated(told, data)
    if result.data is None:
        return  # refused; the file is left as it is
    kept = {" ".join(text.split()) for text in translations(result.data)}
    assert {" ".join(entry.msgstr.split()) for entry in parts if entry.msgstr.strip()} <= kept
    assert updated(told, result.data).data == result.data
    assert [text.address for text in result.texts] == [text.address for text in updated(told).texts]
    keys = [(entry.msgctxt, entry.msgid) for entry in entries(result)]
    assert len(set(keys)) == len(keys)  # gettext's tools refuse two entries for one address and text
