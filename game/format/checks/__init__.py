"""What a story that can be read is still asked, without playing it."""
