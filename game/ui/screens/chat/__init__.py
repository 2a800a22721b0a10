"""The chat and all that can be done in it."""
