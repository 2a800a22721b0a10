"""`steady translate`: the file that translators work on, how far it is, and where a text is shown."""

from dataclasses import replace
from pathlib import Path

import polib
import pytest

from game.analysis.facts import Analysis, EndingFacts, Play, Proof
from game.cli.translate_show import play_to, run_line
from game.engine import Deal, Session
from game.format.read import read_story
from game.format.translation.addresses import line_text, texts
from game.format.translation.shown_at import ShownAt, shown_at
from game.story import Story
from tests.support.calls import Desk


def po(desk: Desk, name: str = "zh_CN.po") -> Path:
    return desk.story.parent / name


def translated(desk: Desk) -> None:
    """Give every text a translation."""
    desk.call("translate", "late-parcel", "zh")
    file = polib.pofile(po(desk).read_text(encoding="utf-8"), wrapwidth=0)
    for entry in file:
        entry.msgstr = "译"
    po(desk).write_text(str(file), encoding="utf-8")


def reword(desk: Desk) -> None:
    text = desk.story.read_text(encoding="utf-8")
    desk.story.write_text(text.replace("It says what she feels.", "It says how she feels."), encoding="utf-8")


def solved(*proofs: tuple[str, str, tuple[str, ...]]) -> Analysis:
    """An analysis that knows these ways: what is reached, in which deal, by which actions."""
    ways = tuple(Proof("reachable", address, "proved", Play(deal, actions)) for address, deal, actions in proofs)
    return Analysis("", 0, (), ways, (), (), (), None, None)


def late_parcel(desk: Desk) -> Story:
    story = read_story(desk.story).story
    assert story is not None
    return story


def test_a_new_file_lists_what_is_to_do_by_scene(desk: Desk) -> None:
    answer = desk.call("translate", "late-parcel", "zh")
    assert answer.code == 0 and "Written:" in answer.out and po(desk).is_file()
    assert "0% done" in answer.out and any(line.split()[:1] == ["opening"] for line in answer.out.splitlines())
    assert "steady translate late-parcel zh --show title" in answer.out
    assert all(len(line) < 80 for line in answer.out.splitlines() if not line.startswith("Written"))


def test_a_file_that_is_up_to_date_is_not_written(desk: Desk) -> None:
    translated(desk)
    desk.call("translate", "late-parcel", "zh")
    before = po(desk).stat().st_mtime_ns, po(desk).read_bytes()
    answer = desk.call("translate", "late-parcel", "zh", "--check")
    assert (answer.code, "Up to date:" in answer.out, "Everything is translated." in answer.out) == (0, True, True)
    assert (po(desk).stat().st_mtime_ns, po(desk).read_bytes()) == before


def test_check_writes_nothing_and_exits_1_where_the_file_is_behind(desk: Desk) -> None:
    translated(desk)
    reword(desk)
    before = po(desk).read_bytes()
    assert desk.call("translate", "late-parcel", "zh", "--check").code == 1
    assert po(desk).read_bytes() == before


def test_check_exits_1_where_something_is_to_be_looked_at(desk: Desk) -> None:
    translated(desk)
    reword(desk)
    assert desk.call("translate", "late-parcel", "zh").code == 0
    answer = desk.call("translate", "late-parcel", "zh", "--check")
    assert answer.code == 1 and "Up to date:" in answer.out and "choices.name-it.why (to look at)" in answer.out


def test_check_without_a_file_exits_1_and_makes_none(desk: Desk) -> None:
    assert desk.call("translate", "late-parcel", "zh", "--check").code == 1
    assert not po(desk).exists()


def test_a_damaged_file_is_left_alone(desk: Desk) -> None:
    po(desk).write_text('msgctxt "title"\nmsgid "The Late Parcel"\nmsgstr "迟到', encoding="utf-8")
    before = po(desk).read_bytes()
    answer = desk.call("translate", "late-parcel", "zh")
    assert answer.code == 1 and "[po-malformed]" in answer.err and po(desk).read_bytes() == before


def test_a_story_with_mistakes_is_not_translated(desk: Desk) -> None:
    desk.story.write_text("scenes: [\n", encoding="utf-8")
    answer = desk.call("translate", "late-parcel", "zh")
    assert answer.code == 1 and "[open-bracket]" in answer.err and not po(desk).exists()


@pytest.mark.parametrize("words", [("nowhere", "zh"), ("late-parcel", "klingon"), ("late-parcel", "en")])
def test_what_cannot_be_translated_is_a_wrong_call(desk: Desk, words: tuple[str, str]) -> None:
    answer = desk.call("translate", *words)
    assert answer.code == 2 and answer.err and not answer.out


def test_a_language_that_the_game_does_not_speak_gets_its_own_file_and_is_told(desk: Desk) -> None:
    answer = desk.call("translate", "late-parcel", "pt-br")
    assert answer.code == 0 and "nobody sees it in play yet" in answer.err
    assert po(desk, "pt_BR.po").is_file() and not po(desk, "en.po").exists() and not po(desk).exists()


def test_a_file_stands_beside_a_story_named_by_its_path(desk: Desk) -> None:
    assert desk.call("translate", str(desk.story), "zh").code == 0
    assert po(desk).is_file() and sorted(file.name for file in desk.story.parent.iterdir()) == [
        "story.yaml",
        "zh_CN.po",
    ]


def test_show_tells_source_and_translation_and_writes_nothing(desk: Desk) -> None:
    answer = desk.call("translate", "late-parcel", "zh", "--show", "cards.depot.text")
    assert answer.code == 0 and "Open until six." in answer.out
    assert "steady --lang zh run late-parcel --deal lost --choose card:depot" in answer.out
    assert not po(desk).exists()


def test_a_hint_where_nobody_can_be_asked_is_the_coachs(desk: Desk) -> None:
    spoken = desk.story.read_text(encoding="utf-8").replace(
        "    say:\n", "    care: false\n    hint: Look.\n    say:\n"
    )
    desk.story.write_text(spoken, encoding="utf-8")
    answer = desk.call("translate", "late-parcel", "zh", "--show", "scenes.opening.hint")
    assert "steady --lang zh play late-parcel --from opening" in answer.out


def test_show_guesses_an_address(desk: Desk) -> None:
    answer = desk.call("translate", "late-parcel", "zh", "--show", "cards.depot.txt")
    assert answer.code == 2 and "cards.depot.text" in answer.err


def test_a_line_is_shown_by_the_shortest_way_to_it(desk: Desk) -> None:
    story = late_parcel(desk)
    known = solved(("scenes.offer", "lost", ("name-it",)), ("choices.refund", "late", ("name-it", "refund")))
    assert play_to(story, shown_at(story, "scenes.offer.say.1"), known) == Play("lost", ("name-it",))
    assert play_to(story, shown_at(story, "choices.refund.text"), known) == Play("late", ("name-it", "refund"))


def test_a_line_under_a_condition_is_shown_by_the_way_to_the_line_itself(desk: Desk) -> None:
    story = late_parcel(desk)
    known = solved(("scenes.offer", "lost", ()), ("scenes.offer.say.1", "late", ("name-it",)))
    assert play_to(story, shown_at(story, "scenes.offer.say.1"), known) == Play("late", ("name-it",))


def test_an_answer_is_shown_by_sending_the_reply(desk: Desk) -> None:
    story = late_parcel(desk)
    known = solved(("choices.name-it", "lost", ()))
    assert play_to(story, shown_at(story, "choices.name-it.reply.1"), known) == Play("lost", ("name-it",))


def test_a_hint_is_shown_by_asking(desk: Desk) -> None:
    story = late_parcel(desk)
    known = solved(("scenes.opening", "lost", ()))
    assert play_to(story, shown_at(story, "scenes.opening.hint"), known) == Play("lost", ("care:ask",))


def test_what_only_one_deal_shows_is_shown_in_that_deal(desk: Desk) -> None:
    story = late_parcel(desk)
    place = ShownAt("debrief", ("endings.gone", "endings.calmer"), deal="late")
    known = solved(("endings.gone", "lost", ("wait",)), ("endings.calmer", "late", ("name-it", "refund")))
    assert play_to(story, place, known) == Play("late", ("name-it", "refund"))
    assert play_to(story, place, solved()) == Play("late", ())  # any ending of that deal will do


def test_an_ending_of_the_games_own_is_shown_by_the_way_to_it(desk: Desk) -> None:
    story = late_parcel(desk)
    way = Play("lost", ("wait",))
    ending = EndingFacts("walk-out", "bad", "proved", way, ("lost",), None, None, None)
    known = replace(solved(), endings=(ending,))
    assert play_to(story, shown_at(story, "endings.walk-out.text"), known) == way


def test_what_nothing_shows_has_no_play(desk: Desk) -> None:
    story = late_parcel(desk)
    assert play_to(story, shown_at(story, "choices.depot.locked"), solved()) is None


def test_every_line_is_said_in_the_play_that_is_printed_for_it(desk: Desk) -> None:
    from game.analysis.solve import solve

    story = late_parcel(desk)
    analysis = solve(story)
    lines = {address: text for address, text in texts(story).items() if ".say." in address or ".reply." in address}
    for address, text in lines.items():
        play = play_to(story, shown_at(story, address), analysis)
        assert play is not None
        session = Session(story, Deal(play.deal))
        for action in play.actions:
            session.act(action)
        said = {line_text(line, story.language) for outcome in session.outcomes for line in outcome.lines}
        assert text in said, address


def test_a_play_is_printed_as_a_shell_takes_it() -> None:
    assert run_line(["steady"], "my stories/x", Play("default", ("a", "b"))) == "steady run 'my stories/x' --choose a,b"


@pytest.mark.parametrize(
    ("address", "where"),
    [("title", "board"), ("customer.about", "board"), ("customer.hidden", "debrief"), ("endings.gone.text", "chat")],
)
def test_texts_are_shown_where_players_meet_them(desk: Desk, address: str, where: str) -> None:
    assert shown_at(late_parcel(desk), address).where == where


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_is_answered_in_both_languages(desk: Desk, language: str) -> None:
    answer = desk.call("--lang", language, "translate", "--help")
    assert answer.code == 0 and "--show" in answer.out
