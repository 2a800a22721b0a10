"""The words that every picture shares: what a way and a share are called."""

from game.lab.graph.model import Edge, Node
from game.text import Translator


def percent(share: float) -> str:
    """A share as people say it: `42%`, and `<1%` for what is more than never."""
    if not share:
        return "0%"
    return "<1%" if share < 0.005 else f"{share:.0%}"


def way_label(edge: Edge, t: Translator) -> str:
    """What leads this way: the id of a reply, the number of several, or that nothing needs to be said."""
    if not edge.choices:
        return t("lab_graph.straight_on")
    return edge.choices[0] if len(edge.choices) == 1 else t("lab_graph.replies", count=len(edge.choices))


def share_label(node: Node, t: Translator) -> str:
    """How many come by, or why nobody does."""
    if node.reach == "proved":
        return percent(node.share)
    return t("lab_graph.never" if node.reach == "violated" else "lab_graph.unknown")


def is_lost(node: Node) -> bool:
    """Whether it is drawn as a place where nobody is known to get."""
    return node.reach != "proved"
