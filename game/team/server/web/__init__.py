"""What of the server speaks HTTP: bodies read, refusals told, and one handler for each address."""
