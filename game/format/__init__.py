"""Stories as files: read with every mistake at once, checked, formatted, translated, listed."""
