"""What the wall page is tried on: its files from a small server, and the board documents a test wants it to see."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

import game

FILES = Path(game.__file__).parent / "team" / "server" / "wall"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json"}
NOBODY_LOOKED = "NO BROWSER FOUND, SO NOBODY LOOKED AT THE WALL. Debian and Ubuntu: apt-get install chromium"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
STEP = 7.0
"""Seconds that go by at once: shorter than the page waits for an answer."""
Document = dict[str, Any]


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
    """An installed browser without a window; where there is none, the test is skipped and says so.

    While it runs, no other test of this process can have an event loop.
    """
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        program = next(filter(None, map(shutil.which, BROWSERS)), own)
        if not Path(program).exists():
            pytest.skip(NOBODY_LOOKED)
        running = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield running
        running.close()


@contextmanager
def serving(shop: Shop) -> Iterator[Shop]:
    """Serve the shop on a free port of this machine while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, kind, body = shop.answer(self.path, self.headers.get("If-None-Match"))
            self.send_response_only(status)
            self.send_header("Date", self.date_time_string(shop.now))
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("X-Content-Type-Options", "nosniff")
            if status == 200:
                self.send_header("ETag", etag(body))
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(ConnectionError):  # a page that is being left waits for nothing
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Tests speak by failing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    shop.address = f"http://127.0.0.1:{server.server_port}/wall/spring"
    try:
        yield shop
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Looking:
    """Opens the wall in a browser whose clock only the test moves on faster than life."""

    browser: Browser
    shop: Shop
    moment: datetime
    complaints: list[str] = field(default_factory=list)
    """errors of scripts, breaches of the content policy, dialogs"""
    elsewhere: list[str] = field(default_factory=list)
    """requests to any other server"""
    pending: set[Request] = field(default_factory=set)
    """requests not answered yet"""
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(
        self, size: tuple[int, int] = (1280, 720), language: str = "zh-CN", query: str = "", **emulated: Any
    ) -> Page:
        """Open the wall as a screen of this size shows it. `emulated`: options of a Playwright context."""
        calm = {"reduced_motion": "reduce"} | emulated
        viewport = {"width": size[0], "height": size[1]}
        context = self.browser.new_context(viewport=viewport, locale=language, timezone_id="UTC", **calm)  # type: ignore[arg-type]
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        page.on("request", self._watch)
        page.on("requestfinished", self._answered)
        page.on("requestfailed", self._answered)
        page.clock.install(time=self.moment)
        page.goto(self.shop.address + query)
        page.locator("#state:not(:empty), #banner.trouble").first.wait_for()
        return page

    def wait(self, page: Page, seconds: float) -> None:
        """Let so much time go by on the page, with all that happens in it; answers take none of it."""
        while seconds > 0:
            page.clock.run_for(int(min(seconds, STEP) * 1000))
            page.wait_for_timeout(10)
            while self.pending:
                page.wait_for_timeout(5)
            seconds -= STEP

    def close(self) -> None:
        """Close every page."""
        for context in self.contexts:
            context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def _watch(self, request: Request) -> None:
        self.pending.add(request)
        if urlsplit(request.url).netloc != urlsplit(self.shop.address).netloc:
            self.elsewhere.append(request.url)

    def _answered(self, request: Request) -> None:
        self.pending.discard(request)
