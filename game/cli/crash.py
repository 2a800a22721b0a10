"""What nobody foresaw: a plain sentence for the person, the traceback in a file for whoever mends it."""

import tempfile
import time
import traceback
from pathlib import Path

from game import __version__
from game.cli.context import Context

DEBUG = "STEADY_DEBUG"


def report(error: Exception, context: Context) -> int:
    """Tell of an unforeseen error and return the exit code. With `STEADY_DEBUG=1` the traceback is shown as well."""
    text = "".join(traceback.format_exception(error))
    if context.environ.get(DEBUG) == "1":
        context.say(text)
    log = _write(context.saves_dir, f"steady {__version__}\n{text}")
    context.say(context.t("cli.crash.logged", path=log) if log else context.t("cli.crash.unlogged", error=error))
    return 1


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
