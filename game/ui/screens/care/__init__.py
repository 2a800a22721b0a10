"""Care, each kind a scene of its own."""
