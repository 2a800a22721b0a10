"""What everybody may read: contests, boards, open stories, the wall."""

from functools import cache
from importlib import resources
from urllib.parse import quote

from litestar import Response, get
from litestar.datastructures import State
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery

from game.team import wire
from game.team.server import contests
from game.team.server.players import own
from game.team.server.refusals import not_found
from game.team.server.web.described import PUBLIC
from game.team.server.web.faults import Asked
from game.team.server.web.who import services_of

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
MEDIA = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
}
FOREVER = "public, max-age=31536000, immutable"


@get("/api/contests/{slug:str}", sync_to_thread=True, responses=PUBLIC)
def contest(slug: FromPath[str], state: State) -> wire.ContestInfo:
    """Tell the rules, the clock and, once it has opened, the stories of a contest."""
    return contests.info(services_of(state), slug)


@get(
    "/api/contests/{slug:str}/board.json", sync_to_thread=True,
    responses=PUBLIC | {304: ResponseSpec(None, description="as before"),
                        200: ResponseSpec(wire.BoardDocument, generate_examples=False, description="the board")},
)  # fmt: skip
def board(
    slug: FromPath[str], request: Asked, state: State, kind: FromQuery[str] = "team", story: FromQuery[str] = ""
) -> Response[bytes]:
    """Get the published board: `team`, `member`, or `story` with the id of a story. Ask with If-None-Match."""
    etag, body = own.published(services_of(state), slug, kind, story)
    headers = {"ETag": f'"{etag}"', "Cache-Control": "no-cache"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


@get("/api/stories/{digest:str}", sync_to_thread=True, responses=PUBLIC)
def story(digest: FromPath[str], state: State) -> Response[wire.StoryFile]:
    """Get a story that has been opened. It never changes under its digest."""
    return Response(own.story_file(services_of(state), digest), headers={"Cache-Control": FOREVER})


@get("/wall/{name:str}", sync_to_thread=False, include_in_schema=False)
def wall(name: FromPath[str], request: Asked) -> Response[bytes]:
    """Get the wall of a contest, or one of the files that it is made of, which lie beside it."""
    if request.scope.get("raw_path", b"").endswith(b"/"):  # of the path itself the framework takes the slash off
        query = request.url.query
        there = f"../{quote(name)}?{query}" if query else f"../{quote(name)}"
        return Response(b"", status_code=301, headers={"Location": there})
    file = name if "." in name else "index.html"
    if file not in _wall():
        raise not_found("no_page")
    headers = {"Content-Security-Policy": CSP, "Cache-Control": "no-cache"}
    return Response(_wall()[file], media_type=MEDIA[file.rpartition(".")[2]], headers=headers)


@cache
def _wall() -> dict[str, bytes]:
    """All files of the wall. They are looked up by name here, so no path is ever made of what somebody asks for."""
    folder = resources.files("game.team.server") / "wall"
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name.rpartition(".")[2] in MEDIA}


HANDLERS = (contest, board, story, wall)
