"""What may stand in a story: keys, words, conditions."""
