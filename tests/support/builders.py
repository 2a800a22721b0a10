"""Small stories built by hand: just enough of everything that a front end shows."""

from dataclasses import replace

from game.story import (
    Card,
    Choice,
    Compare,
    Customer,
    Effect,
    Ending,
    Fact,
    Line,
    Read,
    Route,
    Scene,
    Start,
    Story,
    Thought,
    Variant,
)

ENDINGS = (
    Ending("walk-out", "bad", "Gone", "I'll shop somewhere else."),
    Ending("hand-over", "mixed", "Someone else", "Someone else took over."),
    Ending("kept", "best", "She keeps it", "They listened.", when=Compare("satisfaction", ">=", 55)),
    Ending("gone", "bad", "She sends it back", "Never again."),
)


def says(text: str, speaker: str = "Ms Gu", **more: object) -> Line:
    """A line of the customer's."""
    return replace(Line(text, speaker, "customer"), **more)  # type: ignore[arg-type]


def choice(id: str, text: str, **more: object) -> Choice:
    """A reply; it is its own reason in the debrief unless one is given."""
    return replace(Choice(id, text, why=f"Why {id}."), **more)  # type: ignore[arg-type]


def coat(**changes: object) -> Story:
    """A chat of two scenes about a coat, with a card, a locked reply, an insult, thoughts, a hint and two variants."""
    well, lot = says("Well. Yes."), says("You lot!", insult=True, softer="Honestly.")
    listen = choice("listen", "Loose threads, and after a week.\nI'd be cross too.", uses=("NAME",), reply=(well,))
    argue = choice("argue", "Screens differ.", slip="ARGUE", reply=(lot,))
    rule = choice("rule", "A fault is on us.", needs=Read("rule"), locked="Read the rule first.", uses=("EXPLAIN",))
    wait = choice("wait", "You wait for her.", quiet=True)
    refund = choice("refund", "Refund or a new one?", uses=("OPTIONS",), effect=Effect(satisfaction=20))
    shrug = choice("shrug", "Up to you.", slip="TEMPLATE", effect=Effect(satisfaction=-4))
    scenes = {
        "opening": Scene(
            "opening",
            say=(
                Line("A message comes in."),
                says("I want to send it back."),
                says("And the button is off.", when=Fact("button")),
            ),
            hint="She's been let down before.",
            choices=(listen, argue, rule, wait),
            next=(Route("offer"),),
        ),
        "offer": Scene("offer", act=3, say=(says("So?"),), care=False, choices=(refund, shrug)),
    }
    story = Story(
        id="coat",
        language="en",
        title="The Coat",
        customer=Customer("Ms Gu", "irritated", about="Writes in full sentences.", hidden="She needs it on Friday."),
        scenes=scenes,
        endings=ENDINGS,
        summary="A coat comes back.",
        facts=("button",),
        start=Start(stamina=80),
        variants=(Variant("whole"), Variant("faulty", facts=("button",), hidden="She fears being called picky.")),
        cards={"rule": Card("rule", "Returns", "Trying it on is fine.\nA fault is on us.")},
        thoughts={
            "coat": Thought("coat", "It's the coat she's angry at.", "perspective", "It is."),
            "swallow": Thought("swallow", "Swallow it.", "suppress", "It stays."),
        },
        rule="First listen, then explain.",
        goal="If she repeats herself, I say it back.",
    )
    return replace(story, **changes)  # type: ignore[arg-type]


def coat_in_chinese() -> Story:
    """The coat with a few of its texts in Chinese: the same story to the rules."""
    story = coat()
    speak = {"I want to send it back.": "我要退。", "So?": "所以呢？"}
    scenes = {
        id: replace(
            scene,
            say=tuple(
                replace(line, text=speak.get(line.text, line.text), speaker="顾女士" if line.speaker else None)
                for line in scene.say
            ),
        )
        for id, scene in story.scenes.items()
    }
    return replace(
        story, language="zh-CN", title="大衣", customer=replace(story.customer, name="顾女士"), scenes=scenes
    )
