"""Waiting for a server on the command line: a person is told, a program is not."""

import threading
from io import StringIO
from pathlib import Path
from threading import Event, Timer

from game.cli.asking import asking
from game.cli.context import Context
from game.cli.streams import Streams
from game.text.messages import load


class Terminal(StringIO):
    """A stream with a person at it, who notices when something is said."""

    def __init__(self) -> None:
        super().__init__()
        self.said = Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.said.set()
        return super().write(text)


def context(stream: StringIO, err: StringIO) -> Context:
    return Context(load("en"), Streams(stream, stream, err, {}), Path())


def test_a_person_who_waits_is_told_what_for() -> None:
    person = Terminal()
    with asking(context(Terminal(), person), moment=0):
        assert person.said.wait(30)
    assert person.getvalue() == "Contacting the contest's server …\n"


def test_a_person_who_does_not_wait_is_told_nothing() -> None:
    person = Terminal()
    with asking(context(Terminal(), person), moment=60):
        pass
    assert not person.said.is_set()


def test_for_a_program_nothing_waits_to_be_said_beside_the_answer() -> None:
    before = timers()
    with asking(context(StringIO(), StringIO()), moment=60):
        assert timers() <= before


def timers() -> set[threading.Thread]:
    """Those that wait; one that was cancelled just now may still be among them."""
    return {thread for thread in threading.enumerate() if isinstance(thread, Timer)}
