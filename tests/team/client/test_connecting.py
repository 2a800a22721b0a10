"""What this computer or a slip of the finger puts in the way of a connection is a sentence, never a crash."""

import ssl
from collections.abc import Mapping

import httpx
import pytest

from game.team.client.address import Address, read_address
from game.team.client.errors import ContestError
from game.team.client.http import Client
from game.team.client.surroundings import certificates, proxy_for

FAR = Address("https://contest.example.com", False)
NEAR = Address("http://127.0.0.1:8765", True)
SOCKS = "socks5://127.0.0.1:1080"


@pytest.mark.parametrize("typed", ["192.168.1.500:8765", "1.2.3.400", "xn--a.com", "xn--.cn", "a..b"])
def test_an_address_that_nobody_can_have_is_said(typed: str) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        request.url.host.encode("idna")  # as looking it up does
        raise httpx.ConnectError("nobody")

    with pytest.raises(ContestError) as raised:
        Client(read_address(typed), transport=httpx.MockTransport(handle)).me()
    assert raised.value.code == "bad_address"


@pytest.mark.parametrize("proxy", [SOCKS, "socks://127.0.0.1:1080", "http://1.2.3.400:80", "ftp://proxy"])
def test_a_proxy_that_cannot_be_used_is_said(proxy: str) -> None:
    with pytest.raises(ContestError) as raised:
        proxy_for(FAR, {"all": proxy})
    assert raised.value.code == "proxy"


@pytest.mark.parametrize(
    ("address", "proxies", "found"),
    [
        (FAR, {}, None),
        (FAR, {"all": SOCKS, "https": "proxy.example.com:3128"}, "http://proxy.example.com:3128"),
        (FAR, {"http": SOCKS}, None),
        (FAR, {"all": SOCKS, "no": "localhost, .example.com"}, None),
        (FAR, {"https": "http://proxy:1", "no": "ample.com,"}, "http://proxy:1"),
        (NEAR, {"all": SOCKS}, None),
    ],
)
def test_only_the_proxy_that_is_meant_matters(address: Address, proxies: Mapping[str, str], found: str | None) -> None:
    proxy = proxy_for(address, proxies)
    assert (proxy and str(proxy.url)) == found


def test_trusted_certificates_that_cannot_be_read_are_said() -> None:
    def load() -> ssl.SSLContext:
        raise FileNotFoundError(2, "No such file or directory")

    with pytest.raises(ContestError) as raised:
        certificates(load)
    assert raised.value.code == "certificates"
