"""Statements of the busiest way through the server: put together once, and from then on handed to the driver as text.

To put a statement together and take it apart again costs many times what the database needs to answer it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import BindParameter, Connection, Table, bindparam, func, literal_column, select, union_all
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import psycopg as psycopg_dialect
from sqlalchemy.exc import DBAPIError

Values = Mapping[str, Any]
Row = Mapping[str, Any]
"""What was found, by the names of the columns."""
_Text = tuple[str, Values]
"""A statement as the driver takes it, and the values that never change."""


class Prepared:
    """A statement whose values are named by `bindparam`.

    `many`: it finds more than a few rows, of whole numbers and texts. For each row Python's SQLite lets go of its turn
    to compute, and would wait for it again as often: so they come in one, as JSON.
    """

    def __init__(self, statement: Any, *, many: bool = False) -> None:
        self._given, self._many = statement, many
        self._known: dict[tuple[str, int], _Text] = {}

    def rows(self, connection: Connection, values: Values, size: int = 1) -> list[Any]:
        """Return what it finds, as tuples. `size` is the length of the list among the values."""
        text, constants = self._text(connection, size)
        found: list[Any] = _cursor(connection, text, {**constants, **values}).fetchall()
        if self._many and connection.dialect.name == "sqlite":
            return list(map(tuple, json.loads(found[0][0])))
        return found

    def do(self, connection: Connection, *values: Values) -> None:
        """Do it, once for each of the values; for none nothing at all."""
        if not values:
            return
        text, constants = self._text(connection, 1)
        given = [{**constants, **one} for one in values]
        _cursor(connection, text, given if len(given) > 1 else given[0])

    def _text(self, connection: Connection, size: int) -> _Text:
        key = (connection.dialect.name, size)
        if key not in self._known:
            given = self._made(*key)
            if self._many and key[0] == "sqlite":  # rows come in the order of the statement within
                given = select(func.json_group_array(func.json_array(*given.subquery().c)))
            made = given.compile(dialect=_DIALECTS[key[0]])
            constants = made.construct_params(_check=False)
            self._known[key] = str(made), {name: value for name, value in constants.items() if value is not None}
        return self._known[key]

    def _made(self, dialect: str, size: int) -> Any:
        """The statement for a database and a length of its list."""
        return self._given


class PreparedList(Prepared):
    """A statement about a list of values: what `make` returns for a length, with `several(name, size)` in it."""

    def __init__(self, name: str, make: Callable[[int], Any]) -> None:
        super().__init__(make, many=True)
        self._name = name

    def of(self, connection: Connection, wanted: Sequence[Any], **others: Any) -> list[Any]:
        """Return what it finds for these, as tuples; `others` are its other values."""
        if not wanted:
            return []
        size = rounded_up(len(wanted))
        filled = [*wanted, *[wanted[-1]] * (size - len(wanted))]  # what is too much asks for the last one again
        values = {f"{self._name}_{number}": value for number, value in enumerate(filled)}
        return self.rows(connection, values | others, size)

    def _made(self, dialect: str, size: int) -> Any:
        return self._given(size)


class PreparedEach(Prepared):
    """A question about each of several rows of values; for the row with that number it is `make(number)`.

    Its values end in `_number`. It selects a row number, then the answer.
    """

    def of(self, connection: Connection, wanted: Sequence[Values], **others: Any) -> list[Any]:
        """Return the answers, in the order of what is wanted; `others` are values of all questions."""
        if not wanted:
            return []
        size = rounded_up(len(wanted))
        filled = [*wanted, *[wanted[-1]] * (size - len(wanted))]
        values = {f"{name}_{number}": value for number, row in enumerate(filled) for name, value in row.items()}
        answers = dict(self.rows(connection, values | others, size))
        return [answers[number] for number in range(len(wanted))]

    def _made(self, dialect: str, size: int) -> Any:
        return union_all(*(self._given(number) for number in range(size)))


def rounded_up(size: int) -> int:
    """Return the next power of two: few lengths, so few statements."""
    return 1 << (size - 1).bit_length()


class Upsert(Prepared):
    """A statement that adds a row, or does to the one that has its key what `change` says: columns by name.

    `change` is handed the row that was to be added.
    """

    def __init__(self, table: Table, change: Callable[[Any], Values]) -> None:
        super().__init__(table)
        self._change = change

    def _made(self, dialect: str, size: int) -> Any:
        insert: Any = sqlite.insert if dialect == "sqlite" else postgresql.insert
        new = insert(self._given).values({column.name: bindparam(column.name) for column in self._given.columns})
        keys = [column.name for column in self._given.primary_key]
        return new.on_conflict_do_update(index_elements=keys, set_=self._change(new.excluded))


def _cursor(connection: Connection, text: str, values: Any) -> Any:
    """A cursor of the driver that has done this. Raises DBAPIError."""
    with _wrapped(connection, text):
        cursor = connection.connection.cursor()
        (cursor.executemany if isinstance(values, list) else cursor.execute)(text, values)
    return cursor


@contextmanager
def _wrapped(connection: Connection, text: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        driver: Any = connection.dialect.loaded_dbapi
        if not isinstance(error, driver.Error):
            raise
        wrapped: Any = DBAPIError.instance(text, None, error, driver.Error, dialect=connection.dialect)
        raise wrapped from error


@contextmanager
def in_one_go(connection: Connection) -> Iterator[None]:
    """Statements that find nothing, sent to PostgreSQL without waiting for each. Raises DBAPIError at the end."""
    if connection.dialect.name == "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    with _wrapped(connection, "several"), driver.pipeline():
        yield


def named(names: Iterable[str], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """Return rows with the names of their columns."""
    columns = tuple(names)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def several(name: str, size: int) -> list[BindParameter[Any]]:
    """Return the parameters of a list, for `in_`."""
    return [bindparam(f"{name}_{number}") for number in range(size)]


def exactly(most: int) -> Any:
    """Return how many for `limit`, standing in the text: PostgreSQL would plan for a tenth of the table instead."""
    return literal_column(str(most))


def adding(table: Table, *names: str) -> Prepared:
    """Return the statement that adds a row with those columns; with all of them where none are named."""
    wanted = names or tuple(column.name for column in table.columns)
    return Prepared(table.insert().inline().values({name: bindparam(name) for name in wanted}))


_DIALECTS: dict[str, Any] = {
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": psycopg_dialect.PGDialect_psycopg(),  # type: ignore[no-untyped-call]
}
