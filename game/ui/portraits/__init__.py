"""Pixel portraits drawn as text, and their reader."""
