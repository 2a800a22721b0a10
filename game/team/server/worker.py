"""The app for an ASGI server that makes its own processes, such as `uvicorn --factory game.team.server.worker:app`."""

import os

from game.team.server.app import make_app
from game.team.server.database import Database
from game.team.server.services import Services
from game.team.server.web.body import Bodies

VARIABLE = "STEADY_TEAM_DATABASE"
"""The address of the database. Its tables must be there: `steady serve` makes them, and the contest."""


def app() -> Bodies:
    """Return the app on the database that the environment names. Raises KeyError, UnknownDatabaseError."""
    return make_app(Services(Database.at(os.environ[VARIABLE])))
