"""Golden transcripts: for each ending of each shipped story, one play as it must read in both languages.

    python -m tests.support.golden --update          write every transcript anew; read the difference before committing
    python -m tests.support.golden --find STORY      find plays for endings that have none yet

A file holds the deal and the actions, then the transcript in each language, as the plain front end tells it.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from game.engine import ActionUnavailableError, Deal, Session, step
from game.format.read import read_story
from game.plain.wording import whole_chat
from game.story import Story
from game.text import load

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "stories"
TRANSCRIPTS = ROOT / "tests" / "stories"
LANGUAGES = {"zh": "zh-CN", "en": "en"}
WEARY = 25
"""Stamina left of a shift, for the ending that hardly anyone reaches who starts fresh."""
TRIES = 12_000
"""Random plays of each deal when looking for endings."""


@dataclass(frozen=True, slots=True)
class Golden:
    """One play and how it reads, by language of the interface."""

    story: str
    ending: str
    deal: str
    actions: tuple[str, ...]
    stamina: int | None = None
    """what was left of a shift, where the chat began with that"""

    @property
    def file(self) -> Path:
        """Where the transcript stands."""
        return TRANSCRIPTS / self.story / f"{self.ending}.txt"


def golden_files() -> list[Path]:
    """Return the files of all transcripts."""
    return sorted(TRANSCRIPTS.glob("*/*.txt"))


def read_golden(file: Path) -> Golden:
    """Return the play that a file holds."""
    head = file.read_text(encoding="utf-8").split("\n\n", 1)[0].splitlines()
    values = dict(line.split(": ", 1) for line in head)
    actions = tuple(values["actions"].split(", "))
    stamina = int(values["stamina"]) if "stamina" in values else None
    return Golden(file.parent.name, file.stem, values["deal"], actions, stamina)


def rendered(golden: Golden) -> str:
    """Return what the file of a play must hold."""
    head = f"deal: {golden.deal}\nactions: {', '.join(golden.actions)}\n"
    head += f"stamina: {golden.stamina}\n" if golden.stamina is not None else ""
    parts = [f"\n== {language} ==\n" + "\n".join(_told(golden, language)) + "\n" for language in LANGUAGES]
    return head + "".join(parts)


def session_of(golden: Golden, language: str = "zh") -> Session:
    """Return the play, played."""
    session = Session(story_in(golden.story, language), Deal(golden.deal), stamina=golden.stamina)
    for action in golden.actions:
        session.act(action)
    return session


@cache
def story_in(id: str, language: str) -> Story:
    """Return a shipped story. Raises ValueError where it cannot be played."""
    story = read_story(STORIES / id, LANGUAGES[language]).story
    if story is None:
        raise ValueError(f"{id} has mistakes")
    return story


def missing_endings(id: str) -> set[str]:
    """Return the endings of a story that have no transcript."""
    return {ending.id for ending in story_in(id, "zh").endings} - {file.stem for file in (TRANSCRIPTS / id).glob("*")}


def _update(file: Path) -> None:
    """Write a transcript anew; drop one whose play no longer leads to its ending."""
    golden = read_golden(file)
    try:
        fits = session_of(golden).state.ending == golden.ending
    except ActionUnavailableError:
        fits = False
    if fits:
        file.write_text(rendered(golden), encoding="utf-8")
    else:
        file.unlink()
        print(f"dropped {golden.story}/{golden.ending}: its play no longer leads there; --find {golden.story}")


def _told(golden: Golden, language: str) -> list[str]:
    session = session_of(golden, language)
    return list(whole_chat(session, load("zh" if language == "zh" else "en")))


def find(id: str, wanted: set[str], stamina: int | None = None) -> Iterator[Golden]:
    """Yield a play for each wanted ending, as far as random plays find one; of several, the one that scored best."""
    story, best = story_in(id, "zh"), dict[str, tuple[int, Golden]]()
    for variant in story.variants:
        dice = random.Random(variant.id)
        for _ in range(TRIES // len(story.variants)):
            session = _random_play(Session(story, Deal(variant.id), stamina=stamina), dice)
            ending = session.state.ending
            if session.score and ending in wanted and session.score.total > best.get(ending, (-1,))[0]:
                best[ending] = (session.score.total, Golden(id, ending, variant.id, session.actions, stamina))
    yield from (golden for _, golden in best.values())


def _random_play(session: Session, dice: random.Random) -> Session:
    """A play by someone who tends to one way: mostly good replies, mostly slips, no matter what, or wearing out."""
    kindness = dice.choice((0.0, 0.5, 0.9, None))
    while not session.state.ended and len(session.actions) < 60:
        view = session.view
        opened = {action for action in session.actions if action.startswith("card:")}
        if len(opened) < len(view.cards) and dice.random() < 0.3:
            session.act(dice.choice([f"card:{card.id}" for card in view.cards if f"card:{card.id}" not in opened]))
            continue
        if kindness is None:
            session.act(_most_tiring(session, dice))
            continue
        care = [action for action in view.actions if action.startswith("care:")]
        if care and dice.random() < 0.15:
            session.act(dice.choice(care))
            continue
        replies = [option.choice for option in view.options if not option.locked]
        liked = [reply for reply in replies if (reply.slip is None) == (dice.random() < kindness)]
        session.act(dice.choice(liked or replies).id)
    return session


def _most_tiring(session: Session, dice: random.Random) -> str:
    """The reply that costs most stamina without losing the customer; now and then any reply."""
    replies = [option.id for option in session.view.options if not option.locked]
    after = {id: step(session.story, session.state, id)[0] for id in replies}
    bearable = [id for id in replies if after[id].satisfaction >= 12] or replies
    return dice.choice(bearable) if dice.random() < 0.4 else min(bearable, key=lambda id: after[id].stamina)


def main(words: Sequence[str]) -> int:
    """Write transcripts anew, or look for plays."""
    if words[:1] == ["--find"]:
        fresh = find(words[1], missing_endings(words[1]))
        weary = find(words[1], missing_endings(words[1]) & {"hand-over"}, stamina=WEARY)
        for golden in chain(fresh, weary):
            golden.file.parent.mkdir(exist_ok=True)
            golden.file.write_text(rendered(golden), encoding="utf-8")
        print("without a transcript:", ", ".join(sorted(missing_endings(words[1]))) or "none")
    elif words == ["--update"]:
        for file in golden_files():
            _update(file)
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
