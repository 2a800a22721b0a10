"""A proxy may show the server below a path: what is meant for that path goes nowhere else."""

from pathlib import Path

import pytest

from game.team.server.browser.house import House
from game.team.server.browser.rooms import Rooms


@pytest.mark.parametrize(
    ("public", "origin", "path"),
    [
        ("https://tools.example.com/steady/", "https://Tools.example.com", "/steady"),
        ("https://tools.example.com/steady", "http://127.0.0.1:8765", ""),
        ("https://tools.example.com/steady", "http://tools.example.com", ""),
        ("https://steady.example.com", "https://steady.example.com", ""),
        ("", "", ""),
    ],
)
def test_the_cookie_is_for_the_path_that_the_browser_sees(tmp_path: Path, public: str, origin: str, path: str) -> None:
    assert House(Rooms(tmp_path), (), "http://127.0.0.1:8765", public).path_for(origin) == path
