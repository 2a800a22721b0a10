"""From nodes to a story, every mistake on the way recorded."""
