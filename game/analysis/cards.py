"""Cards that replies ask for: the search takes every card as opened, for to open one is free and always possible."""

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import product

from game.engine import State
from game.engine.conditions import leaves
from game.story import All, Any_, Condition, Flag, Read, Story

Cards = frozenset[str]
"""Ids of cards."""


def cards_for(story: Story, action: str) -> list[str]:
    """The actions that open the cards for which a reply asks."""
    choice = story.choices.get(action)
    asked = [leaf.card for leaf in leaves(choice.needs) if isinstance(leaf, Read)] if choice else []
    return list(dict.fromkeys(f"card:{id}" for id in asked))


def with_cards(story: Story, actions: Sequence[str]) -> tuple[str, ...]:
    """The same play with each card opened before the reply that asks for it."""
    found: list[str] = []
    for action in actions:
        found += [card for card in cards_for(story, action) if card not in found]
        found.append(action)
    return tuple(found)


def with_every_card(story: Story, state: State) -> State:
    """The same state with each card opened."""
    return state._replace(read=(1 << len(story.cards)) - 1)


def failing_without(condition: Condition) -> frozenset[Cards]:
    """The cards for want of which it can fail: one set for each way to fail, empty where it can fail with every card.

    Whenever it fails, it also does for somebody who lacks just the cards of one of these sets.
    """
    match condition:
        case Read(card):
            return frozenset((Cards((card,)),))
        case All(parts):
            return frozenset[Cards]().union(*map(failing_without, parts))
        case Any_(parts):
            return frozenset(Cards().union(*way) for way in product(*map(failing_without, parts)))
    return frozenset((Cards(),))


def unopened(condition: Condition, cards: Container[str]) -> Condition:
    """The same for a player who never opens these cards. (`read` stands under no `not`.)"""
    match condition:
        case Read(card) if card in cards:
            return Flag(False)
        case All(parts):
            return All(tuple(unopened(part, cards) for part in parts))
        case Any_(parts):
            return Any_(tuple(unopened(part, cards) for part in parts))
    return condition


def without(story: Story, cards: Cards) -> Story:
    """The same story for a player who never opens these cards."""
    scenes = {
        id: replace(
            scene, choices=tuple(replace(choice, needs=unopened(choice.needs, cards)) for choice in scene.choices)
        )
        for id, scene in story.scenes.items()
    }
    return replace(story, scenes=scenes)
