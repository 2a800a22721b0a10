"""The Textual user interface."""

import os

# Twice Textual's usual pace: a key waits for the next frame, so this is most of what a player feels. Read when Textual
# is first loaded; frames without changes cost nothing.
os.environ.setdefault("TEXTUAL_FPS", "120")
