"""A file written anew, whole or not at all."""

import os
import shutil
from pathlib import Path


def replace_file(file: Path, data: bytes) -> None:
    """Write beside and move over, so that a file is never half written. A link stays a link, rights stay as they are.

    Raises OSError; then the file is what it was.
    """
    file = file.resolve()
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            shutil.copymode(file, beside)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
