"""Whatever is done to runs, in whatever order and from whichever terminal: the file holds what a plain list holds."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule

from game.saves import Result, RunFinishedError, RunMovedOnError, Saves, open_saves
from tests.saves.conftest import in_memory
from tests.saves.samples import run_of

ACTIONS = st.sampled_from(["look", "again", "care:breathe", "card:rules"])
RESULTS = st.builds(Result, st.just("calmer"), st.sampled_from(["good", "mixed"]), st.integers(0, 1000))


class KeptRuns(RuleBasedStateMachine):
    runs: Bundle[str] = Bundle("runs")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(dir=in_memory())
        self.terminals = [self._open(), self._open()]
        self.logs: dict[str, list[str]] = {}
        self.results: dict[str, Result] = {}

    def _open(self) -> Saves:
        return open_saves(Path(self.folder.name), clock=lambda: 1.0)

    @rule(target=runs, actions=st.lists(ACTIONS, max_size=3), terminal=st.integers(0, 1))
    def start(self, actions: list[str], terminal: int) -> str:
        id = self.terminals[terminal].start(run_of(*actions), "en").id
        self.logs[id] = actions
        return id

    @rule(run=runs, terminal=st.integers(0, 1), action=ACTIONS, shift=st.sampled_from([0, 0, 0, -1, 1]))
    def append(self, run: str, terminal: int, action: str, shift: int) -> None:
        saves, log = self.terminals[terminal], self.logs[run]
        saves.load(run)
        try:
            saves.append(run, len(log) + shift, action)
        except RunFinishedError:
            assert run in self.results
        except RunMovedOnError:
            assert shift != 0
        else:
            assert shift == 0 and run not in self.results
            log.append(action)

    @rule(run=runs, terminal=st.integers(0, 1), data=st.data())
    def truncate(self, run: str, terminal: int, data: st.DataObject) -> None:
        saves, log = self.terminals[terminal], self.logs[run]
        keep = data.draw(st.integers(0, len(log)))
        saves.load(run)
        try:
            saves.truncate(run, len(log), keep)
        except RunFinishedError:
            assert run in self.results
        else:
            del log[keep:]

    @rule(run=runs, terminal=st.integers(0, 1), result=RESULTS)
    def finish(self, run: str, terminal: int, result: Result) -> None:
        saves = self.terminals[terminal]
        saves.load(run)
        try:
            saves.finish(run, len(self.logs[run]), result)
        except RunFinishedError:
            assert run in self.results
        else:
            assert run not in self.results
            self.results[run] = result

    @rule(target=runs, run=runs, terminal=st.integers(0, 1), data=st.data())
    def fork(self, run: str, terminal: int, data: st.DataObject) -> str:
        keep = data.draw(st.integers(0, len(self.logs[run])))
        id = self.terminals[terminal].fork(run, keep).id
        self.logs[id] = self.logs[run][:keep]
        return id

    @precondition(lambda self: self.logs)
    @rule(terminal=st.integers(0, 1))
    def open_again(self, terminal: int) -> None:
        self.terminals[terminal].close()
        self.terminals[terminal] = self._open()

    @invariant()
    def every_terminal_sees_what_was_kept(self) -> None:
        for saves in self.terminals:
            for run, log in self.logs.items():
                kept = saves.load(run)
                assert (list(kept.run.actions), kept.result) == (log, self.results.get(run))

    @invariant()
    def the_list_of_unfinished_runs_is_right(self) -> None:
        expected = {run for run, log in self.logs.items() if log and run not in self.results}
        assert {run.id for run in self.terminals[0].unfinished()} == expected

    def teardown(self) -> None:
        for saves in self.terminals:
            assert saves.problems == ()
            saves.close()
        self.folder.cleanup()


TestKeptRuns = KeptRuns.TestCase
TestKeptRuns.settings = settings(max_examples=10, stateful_step_count=20, deadline=None)
