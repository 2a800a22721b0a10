"""Line breaking for mixed Chinese and English.

After the kinsoku rules of East Asian typesetting (JIS X 4051; GB/T 15834 for Chinese marks): a line may end between any
two Chinese characters, but none begins with a closing mark and none ends with an opening one. English words stay whole
where they fit. Widths are terminal cells.
"""

from collections.abc import Iterator
from itertools import accumulate

from game.text.width import cell_width, clusters

NEVER_FIRST = frozenset("，。、；：！？）】》〉」』〕〗｝］”’…—～·‧・％‰℃°々ー,.;:!?)]}%\"'")
"""Marks that cling to what stands before them; after a space, only those that are not ASCII do."""
NEVER_LAST = frozenset("（【《〈「『〔〖｛［“‘￥¥$€£#＃([{\"'")
"""Marks that cling to what comes after them."""
_ENDS_A_WORD = frozenset("—…")
_FIXED_SPACES = frozenset("\u00a0\u2007\u202f")


def wrap(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` cells; newlines in it stay line breaks. Pure, linear in the length.

    White space at a break is dropped, and no line ends in it. What has no place to break within a line is broken hard,
    if possible not before a closing mark. Only a character wider than `width` makes a line wider than `width`.
    """
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, width)]


def _wrap_paragraph(text: str, width: int) -> Iterator[str]:
    if cell_width(text) <= width:
        yield _strip_end(text)
        return
    pieces = list(clusters(text))
    start = 0
    for end in _break_places(pieces, width):
        line = _strip_end("".join(piece for piece, _ in pieces[start:end]))
        start = end
        if line:
            yield line
    yield _strip_end("".join(piece for piece, _ in pieces[start:]))


def _break_places(pieces: list[tuple[str, int]], width: int) -> Iterator[int]:
    """Yield the index of the piece that begins each line after the first."""
    ends = list(accumulate((cells for _, cells in pieces), initial=0))
    start = 0
    good = fair = 0  # the last place after which nothing is torn; the last one where only a word is
    for index, (piece, _) in enumerate(pieces):
        before = pieces[index - 1][0]
        if index and _may_part(before, piece):
            fair = index
            good = good if _same_word(before, piece) else index
        while ends[index + 1] - ends[start] > width and index > start and not _is_space(piece):
            start = next((place for place in (good, fair) if place > start), index)
            yield start


def _may_part(before: str, after: str) -> bool:
    """Whether the marks on both sides allow a line to end here. White space clings to what stands before it."""
    if _is_space(after):
        return False
    if _is_space(before):
        return after[0] not in NEVER_FIRST or after.isascii()
    return before[0] not in NEVER_LAST and after[0] not in NEVER_FIRST


def _same_word(before: str, after: str) -> bool:
    if _is_space(before) or before in _ENDS_A_WORD:
        return False
    return cell_width(before) < 2 and cell_width(after) < 2


def _is_space(piece: str) -> bool:
    return piece.isspace() and piece not in _FIXED_SPACES


def _strip_end(line: str) -> str:
    while line and _is_space(line[-1]):
        line = line[:-1]
    return line
