"""The board of this computer, and whose turn it is."""
