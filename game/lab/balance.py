"""How a story plays, as far as that makes it a poor exercise: its endings by chance, and what gives good replies away.

Which reply is good is taken from the writer's tags: one that uses a technique and makes no slip. What a reply is worth
in the end depends on the moment; how it looks to a player who guesses does not.
"""

from collections.abc import Iterator

from game.analysis.facts import Analysis
from game.format.problems.problem import Problem
from game.format.reader.places import Places
from game.story import Choice, Scene, Story

TOO_LUCKY = 0.25
"""Share of random players that may come to a best ending; with more, the story asks for no skill."""
TOO_COMMON = 0.8
"""Share of random players that may come to the same ending; with more, nobody sees the others."""
FEWEST_SCENES = 4
"""Scenes with good and bad replies in which the good one looks the same before that counts as a habit."""


def check_balance(story: Story, analysis: Analysis, places: Places) -> Iterator[Problem]:
    """Yield endings that chance leads to too often."""
    grades = {ending.id: ending.grade for ending in story.endings}
    shares = {ending.id: ending.share for ending in analysis.endings if ending.share is not None}
    lucky = sum(share for id, share in shares.items() if grades.get(id) == "best")
    if lucky > TOO_LUCKY:
        yield places.problem("best-by-luck", "endings", share=f"{lucky:.0%}", most=f"{TOO_LUCKY:.0%}")
    for id, share in shares.items():
        if share > TOO_COMMON:
            yield places.problem(
                "one-ending-for-most", f"endings.{id}", id=id, share=f"{share:.0%}", most=f"{TOO_COMMON:.0%}"
            )


def check_habits(story: Story, places: Places) -> Iterator[Problem]:
    """Yield habits by which a good reply can be told without reading it: always the longest, always the first."""
    scenes = [scene for scene in story.scenes.values() if _is_test(scene)]
    if len(scenes) < FEWEST_SCENES:
        return
    for code, pick in (("longest-is-best", _longest), ("first-is-best", _first)):
        if all(is_good(pick(scene)) for scene in scenes):
            yield places.problem(code, f"scenes.{scenes[0].id}", count=len(scenes))


def is_good(choice: Choice) -> bool:
    """Does the writer mean this reply to be good?"""
    return bool(choice.uses) and choice.slip is None


def _is_test(scene: Scene) -> bool:
    return any(map(is_good, scene.choices)) and any(choice.slip for choice in scene.choices)


def _longest(scene: Scene) -> Choice:
    return max(scene.choices, key=lambda choice: len(choice.text))


def _first(scene: Scene) -> Choice:
    return scene.choices[0]
