"""The command line. Nothing is loaded before it is needed: `steady --version` loads this file alone."""

import sys
from collections.abc import Sequence

from game import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run one call of `steady` and return its exit code: 0 fine, 1 problems found, 2 a call that was wrong."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--version"]:
        return _print_version()
    from game.cli.call import run_call
    from game.cli.streams import Streams

    return run_call(words, Streams.of_process())


def _print_version() -> int:
    """The shortest way to the answer that scripts ask for most; `--lang zh --version` goes the long one."""
    try:
        print(f"steady {__version__}", flush=True)
    except OSError:  # whoever asked has gone
        return 1
    return 0
