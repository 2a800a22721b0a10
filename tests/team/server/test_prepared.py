"""Statements handed to the driver as text give what the tables hold, on both databases."""

from typing import Any

from sqlalchemy import bindparam, select

from game.team.server.database import Database
from game.team.server.store.prepared import Prepared, PreparedList, several
from game.team.server.tables import published
from tests.team.server.serving import Serving

TEXTS = ("", " a 'b' \"c\" \\d \\n", "line\nline\r\t\u2028", "王小明 🙂 é", "[1, null]", "NULL", "x" * 70_000)


def test_many_rows_in_one_are_the_rows_and_stand_in_their_order(database: Database) -> None:
    serving = Serving(database)
    at = serving.made.contest.id
    rows: list[dict[str, Any]] = [
        {"contest_id": at, "kind": f"{9 - number}", "version": -number, "etag": "", "body": text, "at": 2**62 + number}
        for number, text in enumerate(TEXTS)
    ]
    with database.writing() as connection:
        connection.execute(published.delete())
        connection.execute(published.insert(), rows)
    those = select(published).where(published.c.contest_id == bindparam("of"))
    for order in (published.c.kind, published.c.kind.desc(), published.c.at):
        plain, many = Prepared(those.order_by(order)), Prepared(those.order_by(order), many=True)
        with database.reading() as connection:
            found = many.rows(connection, {"of": at})
            assert found == plain.rows(connection, {"of": at})
            assert many.rows(connection, {"of": at + 1}) == []
        assert {row[4] for row in found} == set(TEXTS)
    serving.close()


def test_a_list_of_any_length_finds_each_of_it_once(database: Database) -> None:
    serving = Serving(database)
    kinds = [f"kind {number}" for number in range(9)]
    with database.writing() as connection:
        connection.execute(published.delete())
        connection.execute(published.insert(), [
            {"contest_id": serving.made.contest.id, "kind": kind, "version": 1, "etag": "", "body": "", "at": 1}
            for kind in kinds
        ])  # fmt: skip
    of = PreparedList("kind", lambda size: select(published.c.kind).where(published.c.kind.in_(several("kind", size))))
    with database.reading() as connection:
        for length in range(10):
            assert sorted(kind for (kind,) in of.of(connection, kinds[:length])) == kinds[:length]
    serving.close()
