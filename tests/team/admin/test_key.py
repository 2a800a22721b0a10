"""The organiser's key is its owner's alone, and goes to one address alone."""

import stat
from pathlib import Path

import pytest

from game.cli.team_admin_link import VARIABLE
from game.team.organiser_key import FILE, FOLDER, keep_key, read_key
from tests.team.admin.conftest import Office

TOKENS = ("a" * 22, "b" * 22)


def test_nobody_else_can_read_it_even_where_an_older_one_was_open(tmp_path: Path) -> None:
    keep_key(tmp_path, "http://127.0.0.1:1", "spring", TOKENS[0])
    file = tmp_path / FOLDER / FILE
    file.chmod(0o644)
    keep_key(tmp_path, "http://127.0.0.1:2", "autumn", TOKENS[1])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == [FILE]


def test_a_restart_keeps_tokens_and_moves_the_address(tmp_path: Path) -> None:
    for slug, token in zip(("spring", "autumn"), TOKENS, strict=True):
        keep_key(tmp_path, "http://127.0.0.1:1", slug, token)
    key = keep_key(tmp_path, "http://127.0.0.1:2", "spring", "")
    assert key == read_key(tmp_path)
    assert (key.address, key.every) == ("http://127.0.0.1:2", TOKENS[::-1])
    assert not any(token in repr(key) for token in TOKENS)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"address": "x", "tokens": {"a": "short"}}', b"{" * 600_000])
def test_a_damaged_one_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / FILE).write_bytes(content)
    assert read_key(tmp_path) is None


def test_it_is_not_sent_to_another_address_but_what_is_typed_or_in_the_environment_is(office: Office) -> None:
    port = office.url.rpartition(":")[2]
    assert office.call("status", "--address", f"localhost:{port}").code == 0, "the same server by another name"
    elsewhere = ("status", "--address", f"http://127.1:{port}")
    assert (office.call(*elsewhere).code, office.call("status").code) == (2, 0)
    assert VARIABLE in office.call(*elsewhere).err
    assert office.call(*elsewhere, **{VARIABLE: office.serving.made.admin_token}).code == 0
    for bad in ("x" * 22, "a b", "t\u00fcr" * 9):
        answer = office.call("status", **{VARIABLE: bad})
        assert (answer.code, answer.out) == (2, "") and bad not in answer.err
