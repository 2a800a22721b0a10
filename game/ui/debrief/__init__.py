"""A finished chat looked back at, in words: what stands on each page of the debrief. Pure; no figure is made here."""
