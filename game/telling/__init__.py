"""What happened, said in the player's language: sentences that every front end shares. Pure; nothing here decides."""

from game.telling.clock import minutes_after
from game.telling.numbers import causes, change, meters, mood, share, slip, techniques
from game.telling.options import locked_reason
from game.telling.review import Body, ReplyReview, body, cared, reply_review, turning_point
from game.telling.score import customer_line, score_lines
from game.telling.speech import joined, line_text, said, spoken

__all__ = [
    "Body",
    "ReplyReview",
    "body",
    "cared",
    "causes",
    "change",
    "customer_line",
    "joined",
    "line_text",
    "locked_reason",
    "meters",
    "minutes_after",
    "mood",
    "reply_review",
    "said",
    "score_lines",
    "share",
    "slip",
    "spoken",
    "techniques",
    "turning_point",
]
