"""A run of a contest, word by word."""

from game.team.client.kinds import Watched
from game.ui.context import ScreenContext
from game.ui.screens.chat.words import ChatWords
from game.ui.screens.transcript import TranscriptScreen


class RunScreen(TranscriptScreen):
    """The whole chat, in whatever language is spoken; who played it stands in the title."""

    def __init__(self, context: ScreenContext, watched: Watched) -> None:
        super().__init__(context, "", ())
        self._watched = watched
        self._chat = watched.session

    def retell(self) -> None:
        """Set all texts, in another language too."""
        if self._chat.story.language != self.context.story_language:
            story = self._watched.in_language(self.context.story_language)
            self._chat = self._chat.told_in(story) if story else self._chat
        self._title = " · ".join(filter(None, (self._watched.player, self._chat.story.title)))
        self._messages = tuple(ChatWords(self._chat, self.context).everything())
        super().retell()
