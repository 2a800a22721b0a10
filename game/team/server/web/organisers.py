"""What only the admin of a contest may do."""

from typing import Any, Literal

from litestar import get, post
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import Stream

from game.team.organising import Done
from game.team.server.organisers.admin import ACTIONS, act
from game.team.server.organisers.export import MEDIA, export
from game.team.server.refusals import not_found
from game.team.server.web.described import OWN
from game.team.server.web.faults import Asked
from game.team.server.web.who import admin_of, services_of
from game.team.server.web.wire_body import WireBody


def _handler(action: str, kind: Any) -> HTTPRouteHandler:
    """The handler of one kind of order."""

    def change(data: Any, request: Asked, state: State, contest: FromQuery[str] = "") -> Done:
        return act(services_of(state), admin_of(request, state, contest).id, action, data)

    body: Any = JSONBody
    change.__name__ = action.replace("-", "_")
    change.__doc__ = f"Look after the contest: {kind.__doc__}"
    change.__annotations__ |= {"data": body[kind]}
    return post(
        f"/api/admin/{action}", dto=WireBody[kind], return_dto=None, status_code=200,
        sync_to_thread=True, responses=OWN, security=[{"token": []}],
    )(change)  # fmt: skip


@get(
    "/api/export/{name:str}", sync_to_thread=True, security=[{"token": []}],
    responses=OWN | {200: ResponseSpec(bytes, generate_examples=False, description="csv, json, jsonl or zip")},
)  # fmt: skip
def get_export(
    name: FromPath[str], request: Asked, state: State, contest: FromQuery[str] = "",
    names: FromQuery[Literal["yes", "no"]] = "yes",
) -> Stream:  # fmt: skip
    """Get a contest as a file: `SLUG.csv`, `.json`, `.jsonl` or `.zip`; with `names=no` nobody is named in it."""
    admin = admin_of(request, state, contest)
    slug, _, format = name.rpartition(".")
    if slug != admin.slug or format not in MEDIA:
        raise not_found("no_page")
    headers = {"Content-Disposition": f'attachment; filename="{slug}.{format}"', "Cache-Control": "no-store"}
    pieces = export(services_of(state), admin.id, format, names=names == "yes")  # type: ignore[arg-type]
    return Stream(pieces, media_type=MEDIA[format], headers=headers)


ORDERS = tuple((name, action.order) for name, action in ACTIONS.items())
HANDLERS = (*(_handler(action, kind) for action, kind in ORDERS), get_export)
