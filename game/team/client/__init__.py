"""The player's side of a contest: joining, ranked play with tickets, an outbox that loses nothing, boards.

Only `http` loads the HTTP library, and only when something is asked for; a game without a contest never does.
"""
