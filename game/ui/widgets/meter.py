"""A meter: name, number, last change, a bar and a word. A change slides into place and leaves its trace on the bar."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from textual.reactive import reactive, var

from game.text.width import truncate
from game.ui.widgets.look import Look
from game.ui.widgets.rows import Row, RowsWidget, Span, row_width

Band = Literal["good", "mid", "bad"]
FULL = 100
"""The greatest value of a meter; the least is 0."""
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_SLIDE = 0.6
"""Seconds in which a change slides into place."""


@dataclass(frozen=True)
class Reading:
    """What a meter shows: the value 0..100, the last change, and the band with its word in the player's language."""

    value: int
    change: int = 0
    word: str = ""
    band: Band = "mid"


def bar(reading: Reading, shown: float, width: int, look: Look) -> Row:
    """The bar in `width` cells while `shown` is on its way to the value: filled, the trace of the change, the track."""
    if look.plain_signs or look.colourless:
        return _patterned(reading, shown, width, look.plain_signs)
    before = min(FULL, max(0, reading.value - reading.change))
    solid = min(shown, before) if reading.change > 0 else shown
    end = max(shown, before) if reading.change < 0 else shown
    trace = "gain" if reading.change > 0 else "loss"
    return tuple(_sections(solid, end, width, f"fill-{reading.band}", trace))


def _sections(solid: float, end: float, width: int, fill: str, trace: str) -> list[Span]:
    """Fill up to `solid`, trace up to `end`, track to the width, each to an eighth of a cell."""
    first, last = round(solid * width * 8 / FULL), round(end * width * 8 / FULL)
    whole, part = divmod(first, 8)
    spans = [Span("█" * whole, fill)]
    if last - first < 4:  # too little for a trace of its own
        edge = _EIGHTHS[part] if part else ""
        return [*spans, Span(edge, f"{fill}-edge"), Span(" " * (width - whole - len(edge)), "track")]
    used = whole
    if part:
        spans.append(Span(_EIGHTHS[part], f"{fill}-{trace}"))
        used += 1
    rest, tail = divmod(max(last - used * 8, 0), 8)
    spans.append(Span("█" * rest, trace))
    used += rest
    if tail:
        spans.append(Span(_EIGHTHS[tail], f"{trace}-edge"))
        used += 1
    return [*spans, Span(" " * (width - used), "track")]


def _patterned(reading: Reading, shown: float, width: int, plain: bool) -> Row:
    """Signs instead of colours: filled, gained, lost, track."""
    filled, gained, lost, track = "#+-." if plain else "█▓▒░"
    before = min(FULL, max(0, reading.value - reading.change))
    ends = sorted((round(shown * width / FULL), round(before * width / FULL)))
    trace = gained if reading.change > 0 else lost
    if not reading.change:
        ends[1] = ends[0] = round(shown * width / FULL)
    signs = filled * ends[0] + trace * (ends[1] - ends[0])
    return (Span(signs.ljust(width, track), f"fill-{reading.band}"),)


class Meter(RowsWidget):
    """One of the two meters: two rows, or one when `compact`."""

    PREFIX = "meter"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"meter--{role}"
        for role in (
            "name", "value", "word-good", "word-mid", "word-bad", "up", "down", "track", "gain", "loss",
            "gain-edge", "loss-edge",
            *(f"fill-{band}{kind}" for band in ("good", "mid", "bad") for kind in ("", "-edge", "-gain", "-loss")),
        )
    }  # fmt: skip
    DEFAULT_CSS = """
    Meter {
        height: auto;
        .meter--name { color: $foreground; }
        .meter--value { text-style: bold; }
        .meter--up { color: $meter-good; text-style: bold; }
        .meter--down { color: $meter-bad; text-style: bold; }
        .meter--word-good { color: $meter-good; }
        .meter--word-mid { color: $meter-mid; }
        .meter--word-bad { color: $meter-bad; }
        .meter--track { background: $meter-track; }
        .meter--gain { color: $gain; }
        .meter--loss { color: $loss; }
        .meter--gain-edge { color: $gain; background: $meter-track; }
        .meter--loss-edge { color: $loss; background: $meter-track; }
        .meter--fill-good { color: $meter-good; }
        .meter--fill-mid { color: $meter-mid; }
        .meter--fill-bad { color: $meter-bad; }
        .meter--fill-good-edge { color: $meter-good; background: $meter-track; }
        .meter--fill-mid-edge { color: $meter-mid; background: $meter-track; }
        .meter--fill-bad-edge { color: $meter-bad; background: $meter-track; }
        .meter--fill-good-gain { color: $meter-good; background: $gain; }
        .meter--fill-mid-gain { color: $meter-mid; background: $gain; }
        .meter--fill-bad-gain { color: $meter-bad; background: $gain; }
        .meter--fill-good-loss { color: $meter-good; background: $loss; }
        .meter--fill-mid-loss { color: $meter-mid; background: $loss; }
        .meter--fill-bad-loss { color: $meter-bad; background: $loss; }
    }
    """
    reading: reactive[Reading] = reactive(Reading(0))
    """What is shown; set it to move the meter."""
    compact: reactive[bool] = reactive(False, layout=True)
    """One row instead of two."""
    shown: reactive[float] = reactive(0.0)
    """The value on screen, on its way to the reading's."""
    _placed: var[bool] = var(False)

    def __init__(self, name: str, reading: Reading = Reading(0), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._title = name
        self.reading = reading

    def set_title(self, title: str) -> None:
        """Rename the meter, as after a change of language."""
        self._title = title
        self.refresh()

    def watch_reading(self, reading: Reading) -> None:
        """Slide to a new value; jump there when calm or at the first."""
        if self.look.calm or not self._placed or not self.is_attached:
            self._placed = True
            self.shown = float(reading.value)
        else:
            self.animate("shown", float(reading.value), duration=_SLIDE, easing="out_cubic")

    def rows(self, width: int) -> list[Row]:
        """The meter at this width."""
        if self.compact:
            return [self._one_row(width)]
        name, word, number = Span(truncate(self._title, width - 8), "name"), self._word(), self._number()
        left: Row = (name, Span("  "), *word)
        beside = row_width(left) + row_width(number) >= width
        headline = (name,) if beside else left
        gap = Span(" " * (width - row_width(headline) - row_width(number)))
        return [(*headline, gap, *number), self._bar_row(width, word if beside else ())]

    def _bar_row(self, width: int, word: Row) -> Row:
        """The bar, and behind it the word where the headline has no room for it."""
        room = width - row_width(word) - 1 if word else width
        if room < 4:
            return bar(self.reading, self.shown, width, self.look)
        drawn = bar(self.reading, self.shown, room, self.look)
        return (*drawn, Span(" "), *word) if word else drawn

    def _one_row(self, width: int) -> Row:
        name, number, word = Span(f"{self._title} ", "name"), self._number(), self._word()
        used = row_width((name, *number, *word)) + 2
        if width - used < 6:
            used, word = used - row_width(word), ()
        return (
            name,
            *number,
            Span(" "),
            *bar(self.reading, self.shown, max(3, width - used), self.look),
            Span(" "),
            *word,
        )

    def _word(self) -> Row:
        return (Span(self.reading.word, f"word-{self.reading.band}"),)

    def _number(self) -> Row:
        """Value and last change, each right-aligned in a place of its own, so that nothing jumps."""
        change = self.reading.change
        role = "up" if change > 0 else "down"
        return (Span(f"{round(self.shown):>3}", "value"), Span(f" {self.look.amount(change):<3}", role))
