"""The team contest in the app: joining, standing, playing for it, sending, watching."""
