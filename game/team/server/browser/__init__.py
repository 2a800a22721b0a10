"""The game in a browser, for colleagues without Python: a page to join at, a door, a process of its own for each.

textual-serve brings the terminal for the page and the protocol of the process. Its own server is not used: it starts
the game by a shell in the environment of whoever called it, for everybody who connects, and asks nobody who they are.
"""
