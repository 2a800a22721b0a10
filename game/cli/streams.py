"""The streams and the environment of this process, made safe: no character that a terminal lacks ends a command."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Streams:
    """Where a call reads and writes, and the variables it was started with."""

    inp: TextIO
    out: TextIO
    err: TextIO
    environ: Mapping[str, str]

    @classmethod
    def of_process(cls) -> "Streams":
        """Return those of this process. A stream that was closed before the start is an empty one."""
        streams = cls(sys.stdin or StringIO(), sys.stdout or StringIO(), sys.stderr or StringIO(), os.environ)
        for stream in (streams.inp, streams.out, streams.err):
            if isinstance(stream, TextIOWrapper):
                # A terminal that knows no Chinese shows question marks, and what cannot be read is read as one.
                stream.reconfigure(errors="replace")
        return streams

    @property
    def is_terminal(self) -> bool:
        """Whether a person sits at both ends."""
        return _is_terminal(self.inp) and _is_terminal(self.out)

    def flush(self) -> None:
        """Write out what is held back. Raises OSError."""
        self.out.flush()
        self.err.flush()

    def abandon_output(self) -> None:
        """Write what can still be written, and no more: else the interpreter complains when it flushes at its end."""
        try:
            self.out.flush()
        except (OSError, ValueError):  # whoever read us has gone, or the disk is full
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, self.out.fileno())
                os.close(nowhere)


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False
