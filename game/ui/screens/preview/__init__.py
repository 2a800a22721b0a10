"""A story played while it is being written."""
