"""Boards made, published, frozen and revealed."""
