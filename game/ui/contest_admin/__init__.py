"""The screen of those who look after team contests."""
