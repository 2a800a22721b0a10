"""A run can be handed on as JSON, and nothing that comes in can hurt: each mistake is named with its place."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import Deal, Run
from game.saves import BadRunError, Saves, import_run, read_run, run_to_json
from game.saves.transfer import SIZE_LIMIT
from tests.saves.samples import run_of

IDS = st.text("abc-:_é中", min_size=1, max_size=20)
RUNS = st.builds(
    Run,
    story=st.from_regex("[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
    digest=st.text("0123456789abcdef", min_size=16, max_size=16),
    deal=st.builds(Deal, IDS, st.integers(0, 1000)),
    actions=st.lists(IDS, max_size=5).map(tuple),
    stamina=st.none() | st.integers(0, 100),
    mode=st.sampled_from(["practice", "ranked"]),
    player=st.text("Ab 小安😀", max_size=10),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
GOOD = run_to_json(run_of("look", "care:reframe:tired", player="小安"))


@given(RUNS)
def test_what_goes_out_comes_in_again(run: Run) -> None:
    assert read_run(json.dumps(run_to_json(run))) == run


def test_a_kept_run_can_be_handed_on(saves: Saves) -> None:
    run = run_of("look", "again", mode="ranked")
    assert import_run(saves.export(saves.start(run, "zh").id)) == run


@given(st.sampled_from(sorted(GOOD)), JSON)
def test_any_value_in_any_field_is_taken_or_named(field: str, value: object) -> None:
    try:
        run = import_run({**GOOD, field: value})
    except BadRunError as error:
        assert error.problem.code.startswith("run_")
    else:
        assert import_run(run_to_json(run)) == run


@given(JSON)
def test_anything_else_is_refused(data: object) -> None:
    with pytest.raises(BadRunError):
        import_run(data)


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"kind": "other"}, "run_not_ours", None),
        ({"format": 2}, "run_newer", None),
        ({"format": 0}, "run_bad_number", "format"),
        ({"format": True}, "run_bad_number", "format"),
        ({"story": 7}, "run_not_text", "story"),
        ({"story": ""}, "run_bad_name", "story"),
        ({"story": "\x1b[2J"}, "run_bad_name", "story"),
        ({"story": "../../secret"}, "run_bad_name", "story"),
        ({"story": "/secret"}, "run_bad_name", "story"),
        ({"story": "C:secret"}, "run_bad_name", "story"),
        ({"variant": "x" * 200}, "run_bad_name", "variant"),
        ({"digest": "xyz"}, "run_bad_name", "digest"),
        ({"rules": 0}, "run_bad_number", "rules"),
        ({"order": -1}, "run_bad_number", "order"),
        ({"order": 10**30}, "run_bad_number", "order"),
        ({"stamina": 101}, "run_bad_number", "stamina"),
        ({"stamina": 50.5}, "run_bad_number", "stamina"),
        ({"mode": "god"}, "run_bad_word", "mode"),
        ({"player": "A\u202eB"}, "run_bad_player", "player"),
        ({"player": "\ud800"}, "run_bad_player", "player"),
        ({"player": "x" * 65}, "run_bad_player", "player"),
        ({"actions": "look"}, "run_not_list", "actions"),
        ({"actions": ["look", None]}, "run_not_text", "actions[1]"),
        ({"actions": ["look", "a b"]}, "run_bad_name", "actions[1]"),
        ({"actions": ["look"] * 5001}, "run_too_long", "actions"),
        ({"times": [1.0]}, "run_times", None),
        ({"times": [1.0, math.nan]}, "run_bad_number", "times[1]"),
        ({"times": [1.0, 1e300]}, "run_bad_number", "times[1]"),
        ({"score": 1000}, "run_unknown", "score"),
    ],
)
def test_each_mistake_is_named_with_its_place(change: dict[str, object], code: str, where: str | None) -> None:
    with pytest.raises(BadRunError) as caught:
        import_run({**GOOD, **change})
    assert (caught.value.problem.code, dict(caught.value.problem.values).get("where")) == (code, where)


@pytest.mark.parametrize("field", sorted(set(GOOD) - {"kind", "stamina"}))
def test_a_field_that_is_not_there_is_named(field: str) -> None:
    with pytest.raises(BadRunError) as caught:
        import_run({name: value for name, value in GOOD.items() if name != field})
    assert caught.value.problem.code == "run_missing_field"
    assert dict(caught.value.problem.values) == {"where": field}


HOSTILE = {
    "not JSON": "{",
    "deep": "[" * 100_000,
    "deep objects": '{"a":' * 60_000,
    "long number": '{"order": ' + "9" * 10_000 + "}",
    "not a number": '{"order": NaN}',
    "twice": '{"kind": "steady-run", "kind": "steady-run"}',
    "not UTF-8": b"\xff\xfe\xfa",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_json_does_no_harm(text: str | bytes) -> None:
    with pytest.raises(BadRunError, match="run_not_json"):
        read_run(text)


def test_what_is_too_big_is_not_even_read() -> None:
    with pytest.raises(BadRunError, match="run_too_big"):
        read_run(" " * (SIZE_LIMIT + 1))


def test_a_run_that_could_not_be_read_again_is_not_kept(saves: Saves, tmp_path: Path) -> None:
    with pytest.raises(BadRunError):
        saves.start(run_of("look", player="x" * 65), "en")
    assert saves.history() == ()
