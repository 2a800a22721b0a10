"""The story lab: what has been proved of a story, made readable for its writer."""
