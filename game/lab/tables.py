"""What is known of a story at a glance: how large it is, its endings, how the stated players fare."""

from collections.abc import Iterator, Sequence

from game.analysis.facts import PLAYERS, Analysis, EndingFacts, PlayerFacts
from game.lab.checked import Checked
from game.lab.steps import step_text
from game.story import BUILT_IN_ENDINGS, GRADES, Ending, Grade, Story
from game.telling.signs import grade_sign
from game.text import Translator, cell_width, clean, pad, truncate, wrap
from game.text.paint import Paint

UNKNOWN = "–"
"""Stands for a number that nobody knows."""
MARKS = {"proved": "✓", "violated": "✗", "unknown": "?"}
_EIGHTHS = " ▏▎▍▌▋▊▉"
_BAR, _ID, _SCORE, _LENGTH, _SHARE, _STEP, _PLAYER, _GRADE = 10, 20, 6, 8, 6, 16, 20, 9
"""Columns in cells."""


def header(checked: Checked, t: Translator, width: int, paint: Paint) -> Iterator[str]:
    """Yield the story's name and how much of it was searched."""
    title = f"  {checked.story.title}" if checked.story else ""
    yield paint(truncate(f"{checked.name}{title}", width), "title")
    if checked.analysis is not None:
        yield from (paint(line, "dim") for line in wrap(_size(checked, checked.analysis, t), width))


def _size(checked: Checked, analysis: Analysis, t: Translator) -> str:
    size = t(
        "lab_check.size",
        states=f"{analysis.states:,}",
        transitions=f"{analysis.transitions:,}",
        deals=len(analysis.deals),
        seconds=f"{analysis.seconds:.1f}",
    )
    cut_off = "" if analysis.closed else t("lab_check.cut_off")
    return size + cut_off + (t("lab_check.remembered") if checked.remembered else "")


def endings_table(story: Story, analysis: Analysis, t: Translator, width: int, paint: Paint) -> Iterator[str]:
    """Yield the endings: proved or not, best score, fewest actions, and who comes there by chance."""
    room = max(8, width - 8 - _ID - _SCORE - _LENGTH - _BAR - _SHARE - 4)
    heads = [t(f"lab_check.ending.{name}") for name in ("id", "best", "shortest", "share")]
    numbers = f"{pad(heads[1], _SCORE, 'right')} {pad(heads[2], _LENGTH, 'right')}  {heads[3]}"
    yield paint(f"  {pad(heads[0], 5 + _ID + room)} {numbers}", "dim")
    yield from (_ending_row(ending, known, room, paint) for ending, known in _endings(story, analysis))


def _endings(story: Story, analysis: Analysis) -> Iterator[tuple[Ending, EndingFacts]]:
    """The endings from best to bad, but those that the game brings along and nobody comes to."""
    facts = {ending.id: ending for ending in analysis.endings}
    for ending in sorted(story.endings, key=lambda ending: GRADES.index(ending.grade)):
        known = facts.get(ending.id)
        if known and not (known.verdict == "violated" and ending.id in BUILT_IN_ENDINGS):
            yield ending, known


def _ending_row(ending: Ending, known: EndingFacts, room: int, paint: Paint) -> str:
    mark = paint(MARKS[known.verdict], known.verdict)
    score = pad(UNKNOWN if known.best_score is None else str(known.best_score), _SCORE, "right")
    length = pad(str(len(known.play.actions)) if known.play else UNKNOWN, _LENGTH, "right")
    name = paint(f"{grade_sign(ending.grade)} {pad(ending.id, _ID)}", ending.grade)
    share = f"{paint(bar(known.share or 0.0), ending.grade)}{pad(percent(known.share), _SHARE, 'right')}"
    return f"  {mark} {name} {paint(pad(ending.title, room), 'dim')} {score} {length}  {share}"


def shortest_plays(story: Story, analysis: Analysis, t: Translator, width: int, paint: Paint) -> Iterator[str]:
    """Yield the shortest play to each ending, reply by reply in first words."""
    yield paint(f"  {t('lab_check.shortest')}", "dim")
    for ending, known in _endings(story, analysis):
        if known.play is not None:
            deal = f" ({known.play.deal})" if len(story.variants) > 1 else ""
            yield f"  {paint(f'{grade_sign(ending.grade)} {clean(ending.id)}', ending.grade)}{paint(deal, 'dim')}"
            steps = [truncate(step_text(story, action, t), _STEP) for action in known.play.actions]
            yield from (f"    {line}" for line in _flowing(steps, width - 4))


def _flowing(steps: Sequence[str], width: int) -> Iterator[str]:
    """Steps one after the other, broken between them alone."""
    line = ""
    for place, step in enumerate(steps):
        step = f"› {step}" if place else step
        if line and cell_width(f"{line} {step}") > width:
            yield line
            line = step
        else:
            line = f"{line} {step}".lstrip()
    yield line


def players_table(story: Story, analysis: Analysis, t: Translator, width: int, paint: Paint) -> Iterator[str]:
    """Yield how each stated player fares, over all deals: mean score, and how often which grade; why one is unknown."""
    grades = {ending.id: ending.grade for ending in story.endings}
    column = "".join(f" {pad(f'{grade_sign(grade)} {grade}', _GRADE, 'right')}" for grade in GRADES)
    mean = pad(t("lab_check.player.mean"), _SCORE, "right")
    yield paint(f"  {pad(t('lab_check.player.who'), _PLAYER)}{mean}{column}", "dim")
    for player in PLAYERS:
        facts = [one for one in analysis.players if one.player == player]
        if facts:
            yield _player_row(t(f"lab_check.player.{player}"), facts, grades, paint)

    if any(one.undecided for one in analysis.players):
        yield from (paint(f"  {line}", "dim") for line in wrap(t("lab_check.undecided"), width - 2))


def _player_row(name: str, facts: list[PlayerFacts], grades: dict[str, Grade], paint: Paint) -> str:
    known = not any(one.undecided for one in facts)
    mean = f"{sum(one.mean_score for one in facts) / len(facts):.0f}" if known else UNKNOWN
    shares = _by_grade(facts, grades) if known else dict.fromkeys(GRADES)
    cells = (paint(pad(percent(shares[grade]), _GRADE, "right"), grade if shares[grade] else "dim") for grade in GRADES)
    return f"  {pad(name, _PLAYER)}{pad(mean, _SCORE, 'right')} {' '.join(cells)}"


def _by_grade(facts: list[PlayerFacts], grades: dict[str, Grade]) -> dict[str, float]:
    sums: dict[str, float] = dict.fromkeys(GRADES, 0.0)
    for one in facts:
        for id, share in one.shares:
            sums[grades.get(id, "bad")] += share / len(facts)
    return sums


def percent(share: float | None) -> str:
    """Return a share of 0..1 as people say it: `42%`; `<1%` for what is more than never, `–` for what is not known."""
    if share is None:
        return UNKNOWN
    if not share:
        return "0%"
    return "<1%" if share < 0.005 else f"{share:.0%}"


def bar(share: float) -> str:
    """Return a bar as long as the share of 0..1 is large, in eighths of a cell; what is not nothing is seen."""
    eighths = round(min(max(share, 0.0), 1.0) * _BAR * 8)
    eighths = max(eighths, 1) if share > 0 else eighths
    whole, rest = divmod(eighths, 8)
    return pad("█" * whole + (_EIGHTHS[rest] if rest else ""), _BAR)
