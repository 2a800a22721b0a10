"""Ids for the replies that have none: the scene's and a number, so that saves and translations can refer to them."""

from game.format.problems.collector import Spot
from game.format.yaml.nodes import Mapping, Node, Scalar, Sequence

_NOWHERE = Spot(-1, 0)
"""A place in no file, for what was not written by anyone."""


def add_choice_ids(root: Node) -> None:
    """Give every reply of the tree an id, in place."""
    scenes = _child(root, "scenes")
    if type(scenes) is not Mapping:
        return
    choices = [(key.value, choice) for key, scene in scenes.pairs for choice in _choices(scene)]
    taken = {given.value for _, choice in choices if type(given := _child(choice, "id")) is Scalar}
    for scene, choice in choices:
        if _child(choice, "id") is None:
            id = _free(scene, taken)
            taken.add(id)
            choice.pairs.insert(0, (_scalar("id"), _scalar(id)))


def _choices(scene: Node) -> list[Mapping]:
    node = _child(scene, "choices")
    return [item for item in node.items if type(item) is Mapping] if type(node) is Sequence else []


def _free(scene: str, taken: set[str]) -> str:
    number = 1
    while f"{scene}-{number}" in taken:
        number += 1
    return f"{scene}-{number}"


def _child(node: Node, name: str) -> Node | None:
    pairs = node.pairs if type(node) is Mapping else []
    return next((part for key, part in pairs if key.value == name), None)


def _scalar(text: str) -> Scalar:
    return Scalar(text, "", _NOWHERE, _NOWHERE)
