"""What can keep the lab from its work. On its own, so that a command which does not solve need not load the rest."""


class NotSolvableError(Exception):
    """A story cannot be solved here. `reason` is `missing` (NumPy) or `too_large`; `detail` says more, in English."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
