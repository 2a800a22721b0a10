"""How fast the game starts and how much memory it takes, beside an empty Textual app on the same machine.

    python benchmarks/startup.py [--rounds 10]

Started in turns through a pseudo terminal of 120 x 36; bytecode warm, medians. Goals: home painted with the shipped
stories within 1.5 times the empty app; `--version` within 60 ms; a chat within 70 MiB.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("painted")
Empty().run()
"""
STORY = "hesitant-shopper"
SHIPPED = "Hesitant Shopper"


def seconds(command: list[str], text: str, environ: dict[str, str]) -> float:
    """From the start of a program to the moment when it painted the text."""
    with Terminal(command, environ) as terminal:
        return terminal.wait(text) - terminal.started


def version_seconds(environ: dict[str, str]) -> float:
    """How long `steady --version` takes, from start to end."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "game", "--version"], check=True, capture_output=True, env=environ)
    return time.perf_counter() - began


def chat_memory(command: list[str], environ: dict[str, str]) -> float:
    """Resident MiB in a chat after some replies."""
    with Terminal([*command, "play", STORY], environ) as terminal:
        terminal.wait("Xu")
        terminal.read_for(1.0)
        for key in "x1x1x1":
            terminal.press(key)
            terminal.read_for(0.4)
        return terminal.memory()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as saves:
        environ = {"PYTHONPATH": str(ROOT)}
        game = [sys.executable, "-m", "game", "--lang", "en", "--saves", saves]
        seconds(game, SHIPPED, environ)
        empty, home, version = [], [], []
        for _ in range(rounds):
            empty.append(seconds([sys.executable, "-c", EMPTY], "painted", environ))
            home.append(seconds(game, SHIPPED, environ))
            version.append(version_seconds(environ))
        ratio = statistics.median(home) / statistics.median(empty)
        print(f"empty app  {statistics.median(empty) * 1000:6.0f} ms")
        print(f"home       {statistics.median(home) * 1000:6.0f} ms   {ratio:.2f} times the empty app")
        print(f"--version  {statistics.median(version) * 1000:6.0f} ms")
        print(f"a chat     {chat_memory(game, environ):6.1f} MiB")


if __name__ == "__main__":
    main()
