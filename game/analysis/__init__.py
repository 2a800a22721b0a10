"""The story solver: every state that a story can reach, what can be proved of it, and what a run was worth.

Only this package uses NumPy; `facts` and `review_facts` are plain values and load without it.
"""
