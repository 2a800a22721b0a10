"""Stands in for the game: paints what it was started with and what it hears, and keeps it in its room.

`quit` typed: it ends. `stubborn` typed: from then on it does not do what it is told.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOM = Path(sys.argv[1])


def paint(text: str) -> None:
    painted = text.encode()
    os.write(1, b"D" + len(painted).to_bytes(4, "big") + painted)


def packets() -> Iterator[tuple[bytes, bytes]]:
    while head := sys.stdin.buffer.read(5):
        yield head[:1], sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))


def main() -> None:
    kept = ROOM / "kept.txt"
    os.write(1, b"__GANGLION__\n")
    said = kept.read_text() if kept.exists() else ""
    paint(json.dumps({"pid": os.getpid(), "order": sys.argv[1:], "environ": dict(os.environ), "kept": said}))
    is_stubborn = False
    for kind, payload in packets():
        if is_stubborn:
            continue
        if kind == b"M":
            if json.loads(payload)["type"] == "quit":
                return
            paint(payload.decode())
            continue
        if payload == b"quit":
            return
        is_stubborn = payload == b"stubborn"
        said += payload.decode()
        kept.write_text(said)
        paint(f"heard {payload.decode()}")


main()
