"""The score of an ended chat for every state of the meters at once; the formula is that of `engine.score`."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from game.engine.score import GRADE_POINTS, HEADROOM, STRIKE_CAP, STRIKE_POINTS, WEIGHTS
from game.engine.state import METER_TOP, SHOP_STEPS, STRIKES_TOP
from game.story import Grade

TOP_SCORE = 1000


@cache
def score_table(grade: Grade) -> NDArray[np.int16]:
    """Scores 0..1000 by strikes * 11 + shop, stamina, satisfaction, under an ending of that grade. Read-only."""
    strikes, shop, stamina, satisfaction = np.ogrid[
        0 : STRIKES_TOP + 1, 0 : SHOP_STEPS + 1, 0 : METER_TOP + 1, 0 : METER_TOP + 1
    ]
    twice_customer = satisfaction + GRADE_POINTS[grade]
    compliance = METER_TOP - STRIKE_POINTS * strikes
    # A hundred times the weighted mean; only the customer's part has halves.
    weighted = (
        WEIGHTS["customer"] * twice_customer // 2
        + WEIGHTS["stamina"] * stamina
        + WEIGHTS["compliance"] * compliance
        + WEIGHTS["shop"] * shop * 10
    )
    lowest_twice = np.minimum(np.minimum(twice_customer, 2 * stamina), np.minimum(2 * compliance, 20 * shop))
    total = np.minimum((weighted + 5) // 10, 5 * lowest_twice + 10 * HEADROOM)
    struck = np.where(strikes > 0, np.minimum(total, STRIKE_CAP), total)
    table: NDArray[np.int16] = struck.astype(np.int16)
    table.setflags(write=False)
    return table.reshape(-1, METER_TOP + 1, METER_TOP + 1)
