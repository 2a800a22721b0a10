"""What the wall page is tried on: its files from a small server, and the board documents a test wants it to see."""

import json
import shutil
from asyncio import AbstractEventLoop
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Self
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, sync_playwright

import game
from tests.support.wall_boards import NOW

FILES = Path(game.__file__).parent / "team" / "server" / "wall"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json"}
NOBODY_LOOKED = "NO BROWSER FOUND, SO NOBODY LOOKED AT THE WALL. Debian and Ubuntu: apt-get install chromium"
BROWSERS = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge",
)  # fmt: skip
"""The one without any window of its own first: it takes a third less."""
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
ENGLISH = "?lang=en"
KEPT = (".css", ".js", "words.zh.json", "words.en.json")
CLOCK = Path(__file__).with_name("wall_clock.js")
LOOKS: dict[str, Any] = {"reduced_motion": "reduce", "forced_colors": "none", "contrast": "no-preference"}
Document = dict[str, Any]
Running = tuple[Browser, AbstractEventLoop | None]
"""A browser and the event loop by which it is spoken to."""


@dataclass
class Shop:
    """What the server answers, for a test to change while the page is open."""

    boards: dict[str, Document] = field(default_factory=dict)
    """documents by the query of the request"""
    now: float | None = None
    """the server's clock in seconds since the epoch; None: this machine's"""
    away: bool = False
    body: bytes | None = None
    """sent in place of every board"""
    asked: list[tuple[str, int]] = field(default_factory=list)
    """every request to a board: its query and how it was answered"""
    foreign: list[str] = field(default_factory=list)
    """requests for anything that is no file of the page and no board"""
    address: str = ""

    def answer(self, target: str, tag: str | None) -> tuple[int, str, bytes]:
        """Return status, media type and body for a request."""
        parts = urlsplit(target)
        if parts.path.startswith("/wall/"):
            return self._file(parts.path.removeprefix("/wall/"))
        if parts.path != "/api/contests/spring/board.json":
            self.foreign.append(target)
            return 404, "text/plain", b""
        status, body = self._board(parts.query, tag)
        self.asked.append((parts.query, status))
        return status, "application/json", body

    def _file(self, name: str) -> tuple[int, str, bytes]:
        file = FILES / (name if "." in name else "index.html")
        if not file.is_file():
            self.foreign.append(name)
            return 404, "text/plain", b""
        return 200, TYPES[file.suffix], file.read_bytes()

    def _board(self, query: str, tag: str | None) -> tuple[int, bytes]:
        if self.away or query not in self.boards:
            return (503 if self.away else 404), b""
        body = self.body if self.body is not None else json.dumps(self.boards[query]).encode()
        return (304, b"") if tag == etag(body) else (200, body)


def etag(body: bytes) -> str:
    """The version of a body, as an HTTP entity tag."""
    return f'"{sha256(body).hexdigest()[:16]}"'


@contextmanager
def chromium() -> Iterator[Browser]:
    """An installed browser without a window; where there is none, the test is skipped and says so."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        program = next(filter(None, map(shutil.which, BROWSERS)), own)
        if not Path(program).exists():
            pytest.skip(NOBODY_LOOKED)
        running = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield running
        running.close()


class Server:
    """The page's files and a shop's boards on a free port of this machine; the shop may be changed for another."""

    def __init__(self) -> None:
        self.shop = Shop()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, self))
        self._http.daemon_threads = True
        self._address = f"http://127.0.0.1:{self._http.server_port}/wall/spring"

    def opens(self, shop: Shop) -> Shop:
        """Serve this shop from now on; it learns its address."""
        self.shop = shop
        shop.address = self._address
        return shop

    def __enter__(self) -> Self:
        Thread(target=self._http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()


class Handler(BaseHTTPRequestHandler):
    """Asks the shop. The files of the page may be kept by the browser: no test waits for them twice."""

    protocol_version = "HTTP/1.1"

    def __init__(self, server: Server, *given: Any) -> None:
        self._server = server
        super().__init__(*given)

    def do_GET(self) -> None:
        shop = self._server.shop
        status, kind, body = shop.answer(self.path, self.headers.get("If-None-Match"))
        self.send_response_only(status)
        self.send_header("Date", self.date_time_string(shop.now))
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        if status == 200:
            self.send_header("ETag", etag(body))
        if self.path.endswith(KEPT):
            self.send_header("Cache-Control", "max-age=3600, immutable")
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # a page that is being left waits for nothing
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Tests speak by failing."""


class Screen:
    """A page that is never closed: to show another wall on it takes a tenth of what opening a page does."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.complaints: list[str] = []
        """errors of scripts, breaches of the content policy, dialogs"""
        self.asked: list[str] = []
        """the address of every request"""

    @cached_property
    def page(self) -> Page:
        """Opened when it is first looked at."""
        page = self._browser.new_context(locale="zh-CN", timezone_id="UTC").new_page()
        page.add_init_script(CLOCK.read_text("utf-8").replace("MOMENT", str(NOW * 1000)))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._refuse)
        page.on("request", lambda request: self.asked.append(request.url))
        return page

    @contextmanager
    def set_to(self, language: str) -> Iterator[None]:
        """While the block runs, the browser says that its user reads this language."""
        session = self.page.context.new_cdp_session(self.page)
        agent = self.page.evaluate("navigator.userAgent")
        session.send("Emulation.setUserAgentOverride", {"userAgent": agent, "acceptLanguage": language})
        yield
        session.detach()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@dataclass
class Looking:
    """Shows the wall of a shop on a screen whose clock only the test moves on."""

    screen: Screen
    shop: Shop

    def __call__(self, size: tuple[int, int] = (1280, 720), query: str = "", **media: Any) -> Page:
        """Open the wall as a screen of this size shows it. `media`: what Playwright calls media to emulate."""
        page = self.screen.page
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(**LOOKS | media)
        page.goto(self.shop.address + query)
        page.evaluate("clock.quiet()")
        return page

    def wait(self, page: Page, seconds: float) -> None:
        """Let so much time go by on the page, with all that happens in it; answers take none of it."""
        page.evaluate("seconds => clock.pass(seconds)", seconds)

    def elsewhere(self) -> list[str]:
        """What was asked of any other server."""
        own = urlsplit(self.shop.address).netloc
        return [url for url in self.screen.asked if urlsplit(url).netloc != own]
