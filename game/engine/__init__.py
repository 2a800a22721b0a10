"""The rules: pure functions from a state and an action to a state and an outcome."""

from game.engine.actions import Action, ActionUnavailableError, ChatEndedError, parse_action
from game.engine.outcome import Cause, Change, Option, Outcome, View
from game.engine.run import FORMAT_VERSION, Deal, Mode, Replay, Run, replay
from game.engine.score import GRADE_POINTS, STRIKE_CAP, WEIGHTS, Parts, Score, score, score_of
from game.engine.session import Session
from game.engine.state import EXHAUSTED_BELOW, RULES_VERSION, TIRED_BELOW, State
from game.engine.step import start, step
from game.engine.view import view
from game.story import digest

__all__ = [
    "EXHAUSTED_BELOW",
    "FORMAT_VERSION",
    "GRADE_POINTS",
    "RULES_VERSION",
    "STRIKE_CAP",
    "TIRED_BELOW",
    "WEIGHTS",
    "Action",
    "ActionUnavailableError",
    "Cause",
    "Change",
    "ChatEndedError",
    "Deal",
    "Mode",
    "Option",
    "Outcome",
    "Parts",
    "Replay",
    "Run",
    "Score",
    "Session",
    "State",
    "View",
    "digest",
    "parse_action",
    "replay",
    "score",
    "score_of",
    "start",
    "step",
    "view",
]
