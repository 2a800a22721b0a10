"""Rules of drawing a portrait: two pixels a cell, and every look tells the expressions apart."""

import pytest

from game.ui.portraits.catalogue import SHIPPED, shipped_portrait
from game.ui.portraits.picture import EXPRESSIONS, Paint, Portrait
from game.ui.portraits.render import Cell, Picture, coloured, lettered, small, tiled, toned

TINY = Portrait(("ab", ".."), {"a": Paint("#aa0000"), "b": Paint("#0000bb", "shade")}, faces={"calm": ()})


def signs(picture: Picture) -> list[str]:
    return ["".join(cell.sign for cell in row) for row in picture]


def test_the_upper_pixel_is_the_sign_and_a_clear_lower_one_lets_the_screen_through() -> None:
    assert coloured(TINY, TINY.base) == [[Cell("▀", "#aa0000"), Cell("▀", "#0000bb")]]


def test_without_colour_light_pixels_shine_and_shade_is_a_pattern() -> None:
    assert signs(toned(TINY, TINY.base)) == ["▀▒"]


@pytest.mark.parametrize("name", SHIPPED)
def test_without_colour_every_expression_still_looks_different(name: str) -> None:
    portrait = shipped_portrait(name)
    assert portrait
    for size in (lambda grid: grid, lambda grid: small(portrait, grid)):
        drawn = {str(signs(toned(portrait, size(portrait.pixels(expression))))) for expression in EXPRESSIONS}
        assert len(drawn) == len(EXPRESSIONS)


def test_faces_of_letters_are_ascii_of_one_size_and_all_different() -> None:
    faces = [signs(lettered(expression)) for expression in EXPRESSIONS]
    assert len({str(face) for face in faces}) == len(EXPRESSIONS)
    assert {len(line) for face in faces for line in face} == {11}
    assert all(line.isascii() for face in faces for line in face)


def test_plain_tiles_are_blanks() -> None:
    portrait = shipped_portrait("woman-bun")
    assert portrait
    assert {cell.sign for row in tiled(portrait, portrait.base) for cell in row} == {" "}


def test_the_small_variant_is_16_by_6_cells() -> None:
    portrait = shipped_portrait("woman-bun")
    assert portrait
    face = signs(coloured(portrait, small(portrait, portrait.base)))
    assert (len(face), len(face[0])) == (6, 16)
