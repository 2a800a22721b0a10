"""What the OpenAPI description says of errors."""

from litestar.openapi.datastructures import ResponseSpec

from game.team.wire import Fault


def _faults(**codes: str) -> dict[int, ResponseSpec]:
    return {
        int(code.removeprefix("s")): ResponseSpec(Fault, generate_examples=False, description=description)
        for code, description in codes.items()
    }


PUBLIC = _faults(s400="not understood", s404="there is none", s503="not now; try again")
"""Of pages that everybody may read."""
ERRORS = PUBLIC | _faults(
    s403="refused", s408="the body took too long", s409="does not fit the state of the contest", s413="too big",
    s429="too often; `Retry-After` says when to try again",
)  # fmt: skip
"""Of requests with a body."""
OWN = ERRORS | _faults(s401="no token, or one that nobody has")
"""Of requests with a token."""
