"""The OpenAPI description says what the server does, and whatever fits or does not fit it gets a decent answer."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, Phase, settings
from schemathesis.core import NOT_SET
from schemathesis.pytest import from_fixture
from schemathesis.schemas import BaseSchema

from game.team.server.app import framework_app
from game.team.server.database import Database
from game.team.server.migrate import migrate
from game.team.server.services import Services
from tests.team.server.serving import Serving

schema = from_fixture("described")  # made when the test runs: a worker that runs others is spared it


@pytest.fixture(scope="module")
def description() -> Any:
    """The document that the server hands out."""
    app = framework_app(Services(Database.at("sqlite://")), tick=None)
    return json.loads(json.dumps(app.openapi_schema.to_schema()))


@pytest.fixture(scope="module")
def described(description: Any) -> BaseSchema:
    """The requests that it describes."""
    from schemathesis.openapi import from_dict

    return from_dict(description)


def test_every_request_with_a_body_says_its_bounds(description: Any) -> None:
    """Nothing unknown is let in, and no text is without an end."""
    for path, methods in description["paths"].items():
        for operation in methods.values():
            if "requestBody" in operation:
                body = operation["requestBody"]["content"]["application/json"]["schema"]
                assert body["additionalProperties"] is False, path
                assert set(operation["responses"]) >= {"200", "400", "409", "413", "429"}, path


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A contest for all requests: what one of them did, the next must bear."""
    database = Database.in_file(tmp_path_factory.mktemp("described") / "team.db")
    migrate(database)
    serving = Serving(database)
    yield serving
    serving.close()
    database.close()


@pytest.fixture(scope="module")
def tokens(serving: Serving) -> dict[bool, str]:
    """Of the admin, and of a member."""
    return {True: serving.made.admin_token, False: serving.join("Mei").token}


@schema.parametrize()
@settings(
    max_examples=3, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck), deadline=None, derandomize=True,
)  # fmt: skip
def test_no_request_breaks_the_server(case: Any, serving: Serving, tokens: dict[bool, str]) -> None:
    """Any request at all, with a token that opens everything: no failure, and every no has its sentence."""
    path = case.formatted_path
    texts = {name: value for name, value in (case.query or {}).items() if isinstance(value, str)}
    query = urlencode(texts, errors="replace")
    body = None if case.body is NOT_SET else case.body
    token = tokens["/admin/" in path or "/export/" in path]
    answer = serving.ask(case.method, f"{path}?{query}", body, token)
    assert answer.status < 500 or answer.data["error"] == "not_yet", (path, body)
    if answer.status >= 400:
        assert answer.data["sentence"], (path, body)
