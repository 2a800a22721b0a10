"""The digest: equal exactly when two stories play alike."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.story import (
    Card,
    Choice,
    Compare,
    Effect,
    Ending,
    Fact,
    Flag,
    Line,
    Not,
    PromiseActs,
    Route,
    Scene,
    Story,
    Thought,
    Variant,
    digest,
)
from tests.support.generated import stories

few = settings(max_examples=40, deadline=None)


def other_words(told: Story) -> Story:
    """The story with every text changed, as a translation would."""

    def lines(given: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(
            replace(line, text=line.text + "!", speaker="Frau Gu", softer="soft", translated=False) for line in given
        )

    def choice(given: Choice) -> Choice:
        return replace(given, text="anders", locked="erst", why="darum", reply=lines(given.reply))

    scenes = {
        id: replace(scene, say=lines(scene.say), hint="Tipp", choices=tuple(choice(one) for one in scene.choices))
        for id, scene in told.scenes.items()
    }
    return replace(
        told,
        language="de", title="Anders", summary="Kurz", rule="Erst", goal="Wenn", level=3, place=2, teaches=("O22",),
        checked_on="2026-01-01", cast=("Zhe",),
        scenes=scenes,
        customer=replace(told.customer, name="Frau Gu", about="34", hidden="Freitag", portrait="x"),
        endings=tuple(replace(ending, title="T", text="X") for ending in told.endings),
        cards={id: Card(id, "Karte", "Text") for id in told.cards},
        thoughts={id: replace(thought, text="Gedanke", why="weil") for id, thought in told.thoughts.items()},
        promises=dict.fromkeys(told.promises, "Versprechen"),
        variants=tuple(replace(variant, about="neu", hidden="neu") for variant in told.variants),
        untranslated=frozenset(("title",)), source_language="en",
    )  # fmt: skip


@few
@given(stories())
def test_words_do_not_count(told: Story) -> None:
    """A translation, a mended typo, a note: the digest stays."""
    assert digest(other_words(told)) == digest(told)


@few
@given(stories())
def test_plain_lines_do_not_count(told: Story) -> None:
    """One more line that always stands and costs nothing changes only words."""
    first = told.opening
    more = replace(first, say=(*first.say, Line("One more thing.", "Ms Gu", "customer")))

    assert digest(replace(told, scenes={**told.scenes, first.id: more})) == digest(told)


def _scene(change: Callable[[Scene], Scene]) -> Callable[[Story], Story]:
    return lambda told: replace(told, scenes={**told.scenes, told.opening.id: change(told.opening)})


def _choice(change: Callable[[Choice], Choice]) -> Callable[[Story], Story]:
    return _scene(lambda scene: replace(scene, choices=(change(scene.choices[0]), *scene.choices[1:])))


@pytest.mark.parametrize(
    "change",
    [
        lambda told: replace(told, id="other"),
        lambda told: replace(told, start=replace(told.start, stamina=79)),
        lambda told: replace(told, start=replace(told.start, satisfaction=33)),
        lambda told: replace(told, at_fault=Not(Fact("seen"))),
        lambda told: replace(told, facts=(*told.facts, "more")),
        lambda told: replace(told, variants=(*told.variants, Variant("third"))),
        lambda told: replace(told, customer=replace(told.customer, traits=())),
        lambda told: replace(told, cards={}),
        lambda told: replace(told, thoughts={"one": Thought("one", "", "suppress")}),
        lambda told: replace(told, endings=(*told.endings[:2], Ending("new", "good", "", ""), *told.endings[2:])),
        lambda told: replace(told, endings=(*told.endings[:-1], replace(told.endings[-1], grade="mixed"))),
        lambda told: replace(told, counters=(replace(told.counters[0], highest=4),)),
        lambda told: replace(told, promises={**told.promises, "new": "x"}),
        _scene(lambda scene: replace(scene, act=3)),
        _scene(lambda scene: replace(scene, care=not scene.care)),
        _scene(lambda scene: replace(scene, abuse=Fact("known"))),
        _scene(lambda scene: replace(scene, breaks=("call", "photo"))),
        _scene(lambda scene: replace(scene, next=(Route("s1", Flag(False)), Route("END")))),
        _scene(lambda scene: replace(scene, say=(*scene.say, Line("fool", insult=True)))),
        _scene(lambda scene: replace(scene, say=(*scene.say, Line("so", when=Fact("told"))))),
        _choice(lambda choice: replace(choice, id="renamed")),
        _choice(lambda choice: replace(choice, uses=("RESET", "FOLLOW"))),
        _choice(lambda choice: replace(choice, slip="BREACH" if choice.slip != "BREACH" else "MASK")),
        _choice(lambda choice: replace(choice, concrete=not choice.concrete)),
        _choice(lambda choice: replace(choice, warm=not choice.warm)),
        _choice(lambda choice: replace(choice, emoji=not choice.emoji)),
        _choice(lambda choice: replace(choice, cold=not choice.cold)),
        _choice(lambda choice: replace(choice, about="price")),
        _choice(lambda choice: replace(choice, demanding=not choice.demanding)),
        _choice(lambda choice: replace(choice, once=not choice.once)),
        _choice(lambda choice: replace(choice, when=Compare("stamina", ">=", 31))),
        _choice(lambda choice: replace(choice, needs=Fact("told"))),
        _choice(lambda choice: replace(choice, at_fault=Fact("told"))),
        _choice(lambda choice: replace(choice, effect=Effect(satisfaction=99))),
        _choice(lambda choice: replace(choice, sets=("known", "seen", "told"))),
        _choice(lambda choice: replace(choice, promises=PromiseActs(opens=("call",), keeps=("photo",)))),
        _choice(lambda choice: replace(choice, go="END" if choice.go != "END" else "s1")),
    ],
)  # fmt: skip
@settings(max_examples=3, deadline=None)
@given(told=stories())
def test_logic_counts(change: Callable[[Story], Story], told: Story) -> None:
    """Every key that can change a play changes the digest."""
    assert digest(change(told)) != digest(told)


@few
@given(stories(), st.data())
def test_the_digest_is_the_same_in_every_process(told: Story, data: st.DataObject) -> None:
    """It holds no address of memory and no order of a set: building the same story again gives the same digest."""
    again = replace(told, title=data.draw(st.text()))

    assert digest(again) == digest(told)
    assert len(digest(told)) == 16
