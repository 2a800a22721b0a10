"""A server at the other end of a wire, as the client's own tests have it."""

from tests.team.client.conftest import tables, wire

__all__ = ["tables", "wire"]
