"""A small story that can be talked in for ever, and ways to change it."""

from dataclasses import replace

from game.engine import Deal, Mode, Run, digest
from game.story import Choice, Compare, Customer, Effect, Ending, Line, Route, Scene, Story, Thought, Variant

ENDINGS = (
    Ending("walk-out", "bad", "Gone", "She left."),
    Ending("hand-over", "mixed", "Handed over", "A colleague takes over."),
    Ending("calmer", "good", "Calmer", "She waits.", when=Compare("satisfaction", ">=", 55)),
    Ending("cold", "mixed", "Cold", "She shops elsewhere."),
)


def parcel(language: str = "en") -> Story:
    """A chat in which `look` and `again` change next to nothing, so that they can be taken without end."""
    talk = (
        Choice("look", "I am looking.", go="talk"),
        Choice("again", "Let me look again.", uses=("LISTEN",), effect=Effect(stamina=3, heat=1), go="talk"),
        Choice("bye", "Done, thank you."),
        Choice("promise", "It comes tomorrow.", slip="OVERPROMISE"),
    )
    scenes = {"talk": Scene("talk", say=(Line("Where is it?", "Lin", "customer"),), choices=talk, next=(Route("END"),))}
    return Story(
        id="late-parcel",
        language=language,
        title="The Late Parcel",
        customer=Customer("Lin", "anxious"),
        scenes=scenes,
        endings=ENDINGS,
        variants=(Variant("lost"), Variant("late", mood="irritated"), Variant("early", mood="calm")),
        thoughts={"tired": Thought("tired", "She is tired, too.", "perspective")},
    )


def without(story: Story, choice: str) -> Story:
    """The story, changed: it has lost a choice."""
    scenes = {
        id: replace(scene, choices=tuple(part for part in scene.choices if part.id != choice))
        for id, scene in story.scenes.items()
    }
    return replace(story, scenes=scenes)


def run_of(*actions: str, mode: Mode = "practice", variant: str = "lost", player: str = "") -> Run:
    """A run of the parcel story."""
    times = tuple(1000.0 + place for place in range(len(actions)))
    deal = Deal(variant, 1)
    return Run("late-parcel", digest(parcel()), deal, actions, mode=mode, player=player, times=times)
