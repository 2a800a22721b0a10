"""What a server says is believed in nothing; what goes wrong on the way is said in a sentence."""

import json
import logging
import ssl
from typing import Any

import httpx
import pytest

from game.team.client.address import Address, read_address
from game.team.client.errors import ContestError
from game.team.client.http import Client
from game.text import Language, load

HERE = Address("http://team.test", True)
TOKEN = "A-token-that-nobody-may-see"
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def client(handle: Any) -> Client:
    return Client(HERE, TOKEN, "en", httpx.MockTransport(handle))


def saying(status: int, body: bytes, **headers: str) -> Any:
    return lambda request: httpx.Response(status, headers=headers, stream=httpx.ByteStream(body))


def test_a_server_below_the_path_of_a_proxy_is_asked_there() -> None:
    asked: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return saying(200, json.dumps(ME).encode())(request)  # type: ignore[no-any-return]

    Client(read_address("tools.example.com/steady/"), TOKEN, "en", httpx.MockTransport(handle)).me()
    assert asked == ["https://tools.example.com/steady/api/me"]


def raising(error: Exception) -> Any:
    def handle(request: httpx.Request) -> httpx.Response:
        raise error

    return handle


ME: dict[str, Any] = {
    "member": {"id": "m", "name": "Mei"}, "team": {"id": "t", "name": "Lantern"}, "contest": "cup", "attempts": {},
}  # fmt: skip
HOSTILE = "M\x1b[31mei\u202e\x07 \u0301\u0301\u0301\u0301"


def test_names_and_sentences_of_a_server_are_harmless() -> None:
    body = json.dumps(ME | {"member": {"id": "m\x1b[2J", "name": HOSTILE}}).encode()
    member = client(saying(200, body)).me().member
    assert member.id == "m[2J"
    assert not set(member.name) & {"\x1b", "\u202e", "\x07"} and member.name.count("\u0301") <= 2
    fault = json.dumps({"error": "over", "sentence": "Go \x1b]0;away\x07 now", "detail": {}}).encode()
    with pytest.raises(ContestError) as raised:
        client(saying(409, fault)).me()
    assert raised.value.sentence(load("en")) == "Go ]0;away now"


@pytest.mark.parametrize(
    ("handle", "code"),
    [
        (saying(200, b"<html>log in</html>"), "not_ours"),
        (saying(200, json.dumps(ME | {"member": {"new": 1}}).encode()), "versions"),
        (saying(200, b"[" * 100_000), "versions"),
        (saying(200, b'{"member": NaN}'), "not_ours"),
        (saying(200, b" " * 3_000_000), "too_big"),
        (saying(200, b"x", **{"content-encoding": "gzip"}), "not_ours"),
        (saying(404, b"not here"), "not_ours"),
        (saying(502, b"bad gateway"), "busy"),
        (saying(302, b"", location="http://elsewhere.test/api/me"), "moved"),
        (raising(httpx.ConnectTimeout("slow")), "timeout"),
        (raising(httpx.ReadTimeout("slow")), "timeout"),
        (raising(httpx.ConnectError("no")), "no_network"),
        (raising(httpx.RemoteProtocolError("closed")), "cut"),
    ],
)
def test_whatever_answers_there_is_one_error_with_a_sentence(handle: Any, code: str) -> None:
    """In both languages, without the token in it."""
    with pytest.raises(ContestError) as raised:
        client(handle).me()
    assert raised.value.code == code
    for language in LANGUAGES:
        assert raised.value.sentence(load(language)) and TOKEN not in raised.value.sentence(load(language))
    assert raised.value.can_wait


@pytest.mark.parametrize(
    ("cause", "code"),
    [
        (ssl.SSLCertVerificationError("self-signed"), "tls"),
        (ssl.SSLError("[SSL: WRONG_VERSION_NUMBER] wrong version number"), "tls_plain"),
        (ConnectionRefusedError(111, "refused"), "nobody"),
    ],
)
def test_what_stood_in_the_way_is_told_apart(cause: Exception, code: str) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("failed") from cause

    with pytest.raises(ContestError) as raised:
        client(handle).me()
    assert raised.value.code == code


def test_a_redirect_is_never_followed_and_the_token_goes_nowhere_else() -> None:
    hosts: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        hosts.append(request.url.host)
        return httpx.Response(307, headers={"location": "http://thief.test/"}, stream=httpx.ByteStream(b""))

    with pytest.raises(ContestError):
        client(handle).me()
    assert hosts == ["team.test"]


def test_the_token_is_in_no_repr_no_error_and_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), client(saying(500, b"{}")) as asked, pytest.raises(ContestError) as raised:
        asked.me()
    assert TOKEN not in repr(asked) + repr(raised.value) + str(raised.value.args) + caplog.text


@pytest.mark.parametrize(
    ("typed", "url", "is_plain"),
    [
        ("192.168.1.5:8000", "http://192.168.1.5:8000", False),
        ("192.168.1.5", "http://192.168.1.5:8765", False),
        ("  １９２．１６８．１．５：８０００ ", "http://192.168.1.5:8000", False),
        ("127。0。0。1：8931", "http://127.0.0.1:8931", False),
        ("http://laptop.local:8765/wall/spring-cup", "http://laptop.local:8765", False),
        ("laptop", "http://laptop:8765", False),
        ("[::1]:9000", "http://[::1]:9000", False),
        ("HTTP://contest.example.com/", "http://contest.example.com", True),
        ("contest.example.com", "https://contest.example.com", False),
        ("https://contest.example.com:8443/play?lang=en", "https://contest.example.com:8443", False),
        ("https://Tools.example.com/Steady/wall/spring-cup", "https://tools.example.com/Steady", False),
    ],
)
def test_an_address_is_read_as_people_type_it(typed: str, url: str, is_plain: bool) -> None:
    address = read_address(typed)
    assert (address.url, address.is_plain) == (url, is_plain)
    assert read_address(address.url) == address


NO_ADDRESSES = ("", "http://", "ftp://x", "a b", "http://me:pw@host", "x:99999", "//", "é$%&", "x/a%2fb", "h\x1b[0m:1x")


@pytest.mark.parametrize("typed", NO_ADDRESSES)
def test_what_is_no_address_is_said(typed: str) -> None:
    with pytest.raises(ContestError) as raised:
        read_address(typed)
    assert raised.value.code == "bad_address" and raised.value.sentence(load("en"))
