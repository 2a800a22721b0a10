"""The pages of playing in a browser, and what they ask for."""

import re
from functools import cache
from html import escape
from importlib import resources
from typing import Any

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import Cookie, State
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import Redirect

from game.team import wire
from game.team.server.browser.house import COOKIE, House, guest_of, token_of
from game.team.server.players.joining import join as let_join
from game.team.server.refusals import Refused, not_found
from game.team.server.web.faults import Asked
from game.team.server.web.language import translator_for
from game.team.server.web.who import address_of
from game.team.server.web.wire_body import WireBody
from game.text import Translator

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The terminal in the page writes its own styles; scripts are ours alone."""
MEDIA = {"css": "text/css", "js": "text/javascript", "ttf": "font/ttf"}
STAYS = 60 * 24 * 3600
"""Seconds for which a browser remembers who one is; the server forgets them sooner if the contest is erased."""
LANGUAGES = ("zh", "en")
_WORD = re.compile(r"\{\{([a-z_]+)\}\}")
_TERMINAL = ("js/textual.js", "css/xterm.css", "fonts/RobotoMono-VariableFont_wght.ttf")


@get("/", sync_to_thread=False, status_code=302, include_in_schema=False)
def home() -> Redirect:
    """Lead on who typed the address as it stands on the wall: from there to here, whatever a proxy has put before."""
    return Redirect("play")


@get("/play", include_in_schema=False)
async def play(request: Asked, state: State, lang: FromQuery[str] = "") -> Response[str]:
    """Get the page with the game, for who has joined; for others the page to join at."""
    house: House = state.house
    guest = await sync_to_thread(guest_of, state.services, token_of(request.headers.get("cookie", "")))
    if guest is None:
        return _page("join.html", lang or request.headers.get("accept-language", ""), here=_here(request))
    name = "game.html" if house.seats.has_room(guest.member) else "full.html"
    return _page(name, lang or guest.language, name=guest.name, contest=guest.contest, here=_here(request))


@get("/play/known", include_in_schema=False)
async def known(request: Asked, state: State) -> dict[str, bool]:
    """Tell a page whether its browser is known. Who comes by a link of another site is not, for the first request."""
    guest = await sync_to_thread(guest_of, state.services, token_of(request.headers.get("cookie", "")))
    return {"known": guest is not None}


@post("/play/join", dto=WireBody[wire.Join], return_dto=None, status_code=200, include_in_schema=False)
async def join(data: JSONBody[wire.Join], request: Asked, state: State) -> Response[dict[str, str]]:
    """Join like anybody else; the token goes into a cookie that no script can read."""
    house: House = state.house
    _must_be_own_page(request, house)
    joined = await sync_to_thread(let_join, state.services, data, address_of(request))
    return Response({"name": joined.member.name}, cookies=[_cookie(joined.token, STAYS, house, request)])


@post("/play/forget", status_code=200, include_in_schema=False)
async def forget(request: Asked, state: State) -> Response[dict[str, str]]:
    """Let this browser forget who one is, such as on a computer that several share."""
    house: House = state.house
    _must_be_own_page(request, house)
    return Response({}, cookies=[_cookie("", 0, house, request)])


@get("/play/files/{name:str}", sync_to_thread=False, include_in_schema=False)
def file(name: FromPath[str]) -> Response[bytes]:
    """Get one of the files that the pages are made of."""
    if name not in _files():
        raise not_found("no_page")
    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": CSP}
    return Response(_files()[name], media_type=MEDIA[name.rpartition(".")[2]], headers=headers)


def _must_be_own_page(request: Asked, house: House) -> None:
    if not house.is_own_page(request.headers.get("origin", ""), request.headers.get("host", "")):
        raise Refused(403, "other_page")


def _here(request: Asked) -> str:
    """How a page names its own address, whatever path a proxy has put before it."""
    raw: bytes = request.scope.get("raw_path", b"")  # the framework's own path has lost a slash at its end
    return "." if raw.partition(b"?")[0].endswith(b"/") else "play"


def _cookie(token: str, seconds: int, house: House, request: Asked) -> Cookie:
    path = house.path_for(request.headers.get("origin", "")) + "/play"
    return Cookie(
        COOKIE, path=path, value=token, max_age=seconds, httponly=True, samesite="strict", secure=house.is_encrypted
    )


def _page(file: str, wish: str, **values: str) -> Response[str]:
    t = translator_for(wish)
    headers = {"Content-Security-Policy": CSP, "Cache-Control": "no-store"}
    return Response(_filled(_pages()[file], t, values), media_type="text/html", headers=headers)


def _filled(page: str, t: Translator, values: dict[str, str]) -> str:
    """The page with its words; what comes from people is text in it, never a part of the page."""
    own: dict[str, Any] = values | {"lang": "zh-CN" if t.language == "zh" else "en"}

    def word(found: re.Match[str]) -> str:
        key = found.group(1)
        return escape(own[key] if key in own else t(f"team_browser.page.{key}", **values))

    return _WORD.sub(word, page)


@cache
def _pages() -> dict[str, str]:
    folder = resources.files(__package__) / "page"
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".html")}


@cache
def _files() -> dict[str, bytes]:
    """All files of the pages, ours and the terminal's. No path is ever made of what somebody asks for."""
    own, terminal = resources.files(__package__) / "page", resources.files("textual_serve") / "static"
    found = {file.name: file.read_bytes() for file in own.iterdir() if file.name.rpartition(".")[2] in MEDIA}
    return found | {name.rpartition("/")[2]: (terminal / name).read_bytes() for name in _TERMINAL}


HANDLERS = (home, play, known, join, forget, file)
