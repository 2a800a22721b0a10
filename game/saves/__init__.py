"""What a player keeps: runs action by action, progress, settings. One SQLite file; nothing acknowledged gets lost.

Playing is in `recording` and `resume`; they load the rules, which the shift board does without.
"""

from game.places import saves_folder
from game.saves.problems import (
    BadRunError,
    RunFinishedError,
    RunMissingError,
    RunMovedOnError,
    SavesError,
    SavesProblem,
)
from game.saves.records import Progress, Result, RunSummary, SavedRun, Snapshot
from game.saves.saves import Saves, open_saves
from game.saves.settings import Settings
from game.saves.transfer import import_run, read_run, run_to_json

__all__ = [
    "BadRunError",
    "Progress",
    "Result",
    "RunFinishedError",
    "RunMissingError",
    "RunMovedOnError",
    "RunSummary",
    "SavedRun",
    "Saves",
    "SavesError",
    "SavesProblem",
    "Settings",
    "Snapshot",
    "import_run",
    "open_saves",
    "read_run",
    "run_to_json",
    "saves_folder",
]
