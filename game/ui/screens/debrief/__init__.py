"""The debrief, a page a file."""
