"""What may be wrong with a story: the values, their catalogue with examples, and how they are shown."""
