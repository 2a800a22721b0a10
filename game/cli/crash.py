"""What went wrong outside the rules: what the system refused, and what nobody foresaw.

A plain sentence for the person; for whoever mends it, the traceback of the unforeseen in a file.
"""

import tempfile
import time
import traceback
from pathlib import Path

from game import __version__
from game.cli.context import Context

DEBUG = "STEADY_DEBUG"


def refused(error: OSError, context: Context) -> int:
    """Tell what the system refused, such as a path that it cannot take or a disk that is full, and return the code."""
    _show_if_asked(error, context)
    context.streams.abandon_output()
    reason = ": ".join(str(part) for part in (error.strerror or error, error.filename) if part)
    context.say(context.t("cli.crash.refused", reason=reason))
    return 2


def report(error: Exception, context: Context) -> int:
    """Tell of an unforeseen error and return the exit code."""
    text = _show_if_asked(error, context)
    log = _write(context.saves_dir, f"steady {__version__}\n{text}")
    context.say(context.t("cli.crash.logged", path=log) if log else context.t("cli.crash.unlogged", error=error))
    return 1


def _show_if_asked(error: Exception, context: Context) -> str:
    """The traceback; with `STEADY_DEBUG=1` the person sees it as well."""
    text = "".join(traceback.format_exception(error))
    if context.streams.environ.get(DEBUG) == "1":
        context.say(text)
    return text


def _write(folder: Path, text: str) -> Path | None:
    """Keep the text in a file of its own; None where nothing can be written anywhere."""
    name = f"error-{time.strftime('%Y%m%d-%H%M%S')}.log"
    for place in (folder, Path(tempfile.gettempdir())):
        try:
            place.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, encoding="utf-8", errors="backslashreplace")
            return place / name
        except OSError:
            continue
    return None
