"""Which stories there are."""
