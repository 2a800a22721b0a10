"""Which portrait a story's customer has."""

from game.story import Story
from game.ui.portraits.catalogue import read_own_portrait, shipped_portrait
from game.ui.portraits.picture import Portrait


def portrait_of(story: Story) -> Portrait | None:
    """The story's own portrait where it has a whole one, else the shipped one of that name, else none."""
    own = read_own_portrait(story.portrait) if story.portrait else None
    if isinstance(own, Portrait):
        return own
    return shipped_portrait(story.customer.portrait) if story.customer.portrait else None
