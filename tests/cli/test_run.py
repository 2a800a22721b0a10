"""`steady run` is a contract with other programs: its keys, its ids, its exit codes."""

from tests.support.calls import Desk

KEYS = {
    "story", "deal", "digest", "rules", "scene", "ended", "ending", "grade", "satisfaction", "stamina", "mood",
    "mood_text", "strikes", "shop", "score", "parts", "available", "care", "cards", "locked", "log",
}  # fmt: skip


def test_without_choices_it_stands_at_the_start_of_the_first_deal(desk: Desk) -> None:
    data = desk.call("run", "late-parcel", "--json").json
    assert set(data) == KEYS
    assert data["deal"] == "lost"
    assert data["scene"] == "opening"
    assert (data["ended"], data["ending"], data["grade"], data["score"], data["parts"]) == (False,) + (None,) * 4
    assert data["available"] == ["name-it", "wait"]
    assert data["locked"] == [{"id": "depot", "reason": "Look up the depot first."}]
    assert data["cards"] == ["card:depot"]
    assert {"care:breathe", "care:ask"} < set(data["care"])


def test_the_log_has_the_opening_and_an_object_for_each_action(desk: Desk) -> None:
    log = desk.call("run", "late-parcel", "--choose", "name-it", "--json").json["log"]
    assert [entry["action"] for entry in log] == [None, "name-it"]
    assert log[0]["lines"] == ["Ms Lin: Four days and it has not moved."]
    assert log[1]["lines"] == ["Lin: Four days of the same line; I would worry too.", "Ms Lin: Well, yes."]
    assert log[1]["techniques"] == ["NAME"]
    assert log[1]["slip"] is None
    assert set(log[1]) == {"action", "techniques", "slip", "satisfaction", "stamina", "mood", "mood_text", "lines"}


def test_the_end_has_ending_grade_score_and_parts(desk: Desk) -> None:
    data = desk.call("run", "late-parcel", "--choose", "name-it,refund", "--json").json
    assert (data["ended"], data["ending"], data["grade"]) == (True, "calmer", "best")
    assert set(data["parts"]) == {"customer", "stamina", "compliance", "shop"}
    assert 0 < data["score"] <= 1000
    assert data["available"] == data["care"] == data["cards"] == []


def test_everything_open_can_be_chosen_by_the_id_it_is_listed_under(desk: Desk) -> None:
    start = desk.call("run", "late-parcel", "--json").json
    for action in [*start["available"], *start["care"], *start["cards"]]:
        assert desk.call("run", "late-parcel", "--choose", action).code == 0


def test_a_deal_sets_the_variant_and_the_order_of_replies(desk: Desk) -> None:
    assert desk.call("run", "late-parcel", "--deal", "late", "--json").json["mood"] == "irritated"
    shuffled = desk.call("run", "late-parcel", "--deal", "lost:2", "--choose", "card:depot", "--json").json
    assert shuffled["deal"] == "lost:2"
    assert sorted(shuffled["available"]) == ["depot", "name-it", "wait"]


def test_an_action_that_is_not_available_names_those_that_are(desk: Desk) -> None:
    answer = desk.call("run", "late-parcel", "--choose", "card:depot,refund")
    assert answer.code == 2
    assert "name-it, wait, depot" in answer.err


def test_a_locked_action_says_why(desk: Desk) -> None:
    assert "Look up the depot first." in desk.call("run", "late-parcel", "--choose", "depot").err


def test_nothing_can_be_done_after_the_end(desk: Desk) -> None:
    answer = desk.call("run", "late-parcel", "--choose", "wait,name-it")
    assert (answer.code, answer.out) == (2, "")


def test_ids_are_never_translated(desk: Desk) -> None:
    english, chinese = (
        desk.call("--lang", language, "run", "late-parcel", "--choose", "name-it", "--json").json
        for language in ("en", "zh")
    )
    said = {"mood_text", "log", "locked"}
    assert {key: value for key, value in english.items() if key not in said} == {
        key: value for key, value in chinese.items() if key not in said
    }
    assert (english["mood_text"], chinese["mood_text"]) == ("anxious", "焦急")


def test_a_story_can_be_named_by_its_path(desk: Desk) -> None:
    assert desk.call("run", str(desk.story.parent), "--json").json["story"] == "late-parcel"


def test_a_story_with_mistakes_exits_1_and_says_where(desk: Desk) -> None:
    desk.story.write_text("story: late-parcel\nscenes: [", encoding="utf-8")
    answer = desk.call("run", str(desk.story))
    assert (answer.code, answer.out) == (1, "")
    assert "story.yaml:2" in answer.err


def test_for_people_it_tells_the_chat_and_what_can_be_done(desk: Desk) -> None:
    out = desk.call("run", "late-parcel", "--choose", "name-it").out
    assert "Ms Lin: Well, yes." in out
    assert "refund" in out
