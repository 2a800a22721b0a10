"""A contest can be found by an address that anybody can type."""

import pytest

from game.team.names import is_slug
from game.team.server.slug import slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Winter Cup 2026!", "winter-cup-2026"), ("冬季赛", "dong-ji-sai"), ("第2轮 · Été", "di-2-lun-ete"),
        ("客服" * 40, "ke-fu-" * 10), ("--", "contest"), ("a" * 99, "a" * 60),
    ],
)  # fmt: skip
def test_a_contest_is_called_in_an_address_by_its_name_in_letters(name: str, slug: str) -> None:
    assert slug_of(name) == slug.strip("-")
    assert is_slug(slug_of(name))
