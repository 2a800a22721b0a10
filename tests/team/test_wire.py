"""What goes over the wire: read back as it was written, and nothing else is ever taken in."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.team import orders, wire
from game.team.board import Board, to_document
from game.team.codec import DEPTH, MOST_BYTES
from game.team.document import Clock
from game.team.names import new_id
from game.team.rules import ContestRules
from game.team.wire import WireError, decode, dumps, loads, parse
from game.text import LANGUAGES, Language, load
from tests.team.making import contest, result, roster

RUN = new_id(1_700_000_000)
DIGEST = "0123456789abcdef"
CONTEST = wire.ContestInfo(
    "winter-cup", "冬季赛", ContestRules(), Clock(100, None, 200, 300), "open",
    (wire.StoryInfo(DIGEST, "angry-buyer", {"zh": "会飞的快递", "en": "Flying parcel"}, {"default": 910}),),
)  # fmt: skip
TEAM, MEMBER = wire.TeamInfo("t1", "红队"), wire.MemberInfo("m1", "小林", hidden=True)
ROW = Board.of(contest(), roster(), [result()], kind="member").rows[0]
BODIES: list[Any] = [
    wire.Join("7k3m 2qxb", "红队", "小林", "en"),
    wire.Joined("t" * 32, MEMBER, TEAM, CONTEST),
    CONTEST,
    wire.TicketRequest(DIGEST),
    wire.Ticket("abc.DEF-_", DIGEST, "default", 7, 2, 100, 200),
    wire.Submission("abc", DIGEST, 1, ("name-it", "care:breathe"), (900, 2300)),
    wire.Verdict("counted", 880, 960, 960, None, "记上了。"),
    wire.Verdict("late", 880, 960, 960, None, "来晚了。", "closed", ("reading", "alike"), True),
    wire.Me(MEMBER, TEAM, "winter-cup", {DIGEST: 2}, (wire.OwnResult(RUN, DIGEST, 1, "late", 100),)),
    wire.Around("m0", 12, (ROW,)),
    wire.StoryFile("id: x\n", {"en": "msgid"}),
    wire.RunReplay(RUN, DIGEST, "default", 0, ("a",), (5,), 1, "counted", 880, 960, "小林"),
    wire.Fault("closed", "比赛已经结束。", {"closes": 300}),
    orders.Open("now"), orders.Freeze("now"), orders.Reveal("now"), orders.Close("now"), orders.RotateCode("heard"),
    orders.Void(RUN, "test run"), orders.Restore(RUN, "it was fine"), orders.Move("m1", "t2", "changed desk"),
    orders.Rename("m1", "Lin", "asked for"), orders.Hide("m1", "asked for", False),
    decode(wire.BoardDocument, to_document(Board.of(contest(), roster(), [result()]))),
]  # fmt: skip
KINDS = [type(body) for body in BODIES]
json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(st.characters())),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=6), inner, max_size=4)),
    max_leaves=12,
)


def _refusal(kind: type, data: Any) -> WireError:
    with pytest.raises(WireError) as refused:
        decode(kind, data)
    return refused.value


# There and back


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_what_was_written_is_read_again(body: Any) -> None:
    assert loads(type(body), dumps(body)) == body
    assert decode(type(body), wire.encode(body)) == body


def _texts(low: int, high: int) -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=low, max_size=high)


@given(st.builds(wire.Join, _texts(1, 40), _texts(1, 100), _texts(1, 100), st.sampled_from(("zh", "en"))))
def test_any_text_is_carried_as_it_is(body: wire.Join) -> None:
    assert loads(wire.Join, dumps(body)) == body


@given(st.lists(st.tuples(_texts(1, 100), st.integers(0, 2**31 - 1)), max_size=40))
def test_any_run_is_carried_as_it_is(steps: list[tuple[str, int]]) -> None:
    times = tuple(sorted(at for _, at in steps))
    body = wire.Submission("abc", DIGEST, 1, tuple(action for action, _ in steps), times)
    assert loads(wire.Submission, dumps(body), 1 << 20) == body


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_what_may_be_left_out_has_its_usual_value(body: Any) -> None:
    data = wire.encode(body)
    required = {name for name in data if _is_refused(type(body), {k: v for k, v in data.items() if k != name})}
    assert type(decode(type(body), {name: data[name] for name in required})) is type(body)


def _is_refused(kind: type, data: Any) -> bool:
    try:
        decode(kind, data)
    except WireError:
        return True
    return False


# Everything else is a WireError


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(KINDS), json_values)
def test_garbage_is_refused_and_never_raises_anything_else(kind: type, data: Any) -> None:
    _is_refused(kind, data)


@given(st.sampled_from(BODIES), st.data())
def test_a_body_with_one_value_replaced_never_raises_anything_else(body: Any, data: st.DataObject) -> None:
    changed = wire.encode(body)
    changed[data.draw(st.sampled_from(sorted(changed)))] = data.draw(json_values)
    _is_refused(type(body), changed)


@given(st.sampled_from(KINDS), st.one_of(st.binary(max_size=60), st.text(st.characters(), max_size=60)))
def test_any_bytes_are_refused_and_never_raise_anything_else(kind: type, body: bytes | str) -> None:
    with pytest.raises(WireError):
        loads(kind, body)


@given(st.sampled_from(BODIES), st.text(st.characters(), min_size=1, max_size=20))
def test_a_name_nobody_knows_is_refused(body: Any, name: str) -> None:
    data = wire.encode(body)
    if name not in data:
        assert _refusal(type(body), {**data, name: 1}).code == "unknown"


@given(st.sampled_from(BODIES), st.text(st.characters(), min_size=1, max_size=20))
def test_what_a_newer_server_adds_is_passed_over_at_any_depth(body: Any, name: str) -> None:
    """Organisers update in the middle of a contest, and players do not."""
    assert decode(type(body), _with_more(body, f"new {name}"), ignore_unknown=True) == body


def _with_more(value: Any, name: str) -> Any:
    """As `encode`, and one more field in each dataclass."""
    if is_dataclass(value):
        own = {field.name: _with_more(getattr(value, field.name), name) for field in fields(value)}
        return {name: [1], **own}
    if isinstance(value, tuple):
        return [_with_more(part, name) for part in value]
    return {key: _with_more(part, name) for key, part in value.items()} if isinstance(value, Mapping) else value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "not_json"),
        (b"\xff", "not_json"),
        (b"{", "not_json"),
        (b'{"digest": NaN}', "not_json"),
        (b'{"digest": 1e999}', "not_text"),
        (b"1" * 5000, "not_json"),
        (b'{"digest": "a", "digest": "b"}', "twice"),
        (b"[" * 50_000, "too_big"),
        (b"[" * (DEPTH + 1) + b"]" * (DEPTH + 1), "too_deep"),
        (b'{"a":' * 2000 + b"1" + b"}" * 2000, "too_deep"),
        (b" " * (MOST_BYTES + 1), "too_big"),
        (b'"' + b"[" * 100 + b'"', "not_object"),
        (b'{"digest": "\\ud800"}', "bad_text"),
        (b"[]", "not_object"),
        (b"{}", "missing"),
        (b'{"digest": 7}', "not_text"),
        (b'{"digest": "0123456789ABCDEF"}', "bad_shape"),
        (b'{"digest": "0123456789abcdef\\n"}', "bad_shape"),
    ],
)
def test_each_fault_has_its_word(text: bytes, code: str) -> None:
    with pytest.raises(WireError) as refused:
        loads(wire.TicketRequest, text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"actions": ["a"]}, "uneven", "times_ms"),
        ({"times_ms": [9, 8]}, "falling", "times_ms[1]"),
        ({"times_ms": [-1, 8]}, "bad_number", "times_ms[0]"),
        ({"times_ms": [1, True]}, "not_number", "times_ms[1]"),
        ({"times_ms": [1, 2.5]}, "not_number", "times_ms[1]"),
        ({"actions": ["a", ""]}, "bad_length", "actions[1]"),
        ({"actions": ["a"] * 401, "times_ms": [1] * 401}, "bad_length", "actions"),
        ({"actions": "ab"}, "not_list", "actions"),
        ({"ticket": "a b"}, "bad_shape", "ticket"),
        ({"rules": 2**60}, "bad_number", "rules"),
        ({"\x1b[2J": 1}, "unknown", "[2J"),
    ],
)
def test_a_fault_is_told_with_its_place(changes: dict[str, Any], code: str, where: str) -> None:
    good = wire.encode(wire.Submission("abc", DIGEST, 1, ("a", "b"), (1, 2)))
    fault = _refusal(wire.Submission, {**good, **changes})
    assert (fault.code, fault.where) == (code, where)


FAULTS = [
    WireError("too_big", limit=16), WireError("too_deep", limit=16), WireError("not_json"), WireError("twice"),
    WireError("unknown", "x"), WireError("missing", "x"), WireError("not_object"), WireError("not_list", "x"),
    WireError("not_text", "x"), WireError("bad_text", "x"), WireError("not_number", "x"), WireError("not_truth", "x"),
    WireError("bad_word", "x", known="a, b"), WireError("bad_number", "x", low=1, high=2),
    WireError("bad_length", "x", low=1, high=2), WireError("bad_shape", "x"),
    WireError("uneven", "times_ms", actions=2, times=1), WireError("falling", "times_ms[1]"),
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_every_fault_is_told(fault: WireError, language: Language) -> None:
    assert fault.sentence(load(language, strict=True))


def test_numbers_a_browser_would_round_are_refused() -> None:
    assert _refusal(wire.Fault, {"error": "x", "sentence": "", "detail": {"n": 2**53}}).code == "bad_number"


def test_a_text_is_parsed_by_itself() -> None:
    assert parse(json.dumps({"a": ["[", '\\"{', 1]})) == {"a": ["[", '\\"{', 1]}
