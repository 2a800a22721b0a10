"""Which portrait a story's customer has, and the face it makes at the end."""

from game.story import Grade, Story
from game.ui.portraits.catalogue import anybody, read_own_portrait, shipped_portrait
from game.ui.portraits.picture import Portrait

FACES: dict[Grade, str] = {"best": "relieved", "good": "relieved", "mixed": "calm", "bad": "hurt"}
"""The last expression, by how the chat ended."""


def portrait_of(story: Story) -> Portrait:
    """The story's own portrait if it can be read, else the shipped one it names, else anybody's: all have a face."""
    own = read_own_portrait(story.portrait) if story.portrait else None
    if isinstance(own, Portrait):
        return own
    return shipped_portrait(story.customer.portrait or "") or anybody()
