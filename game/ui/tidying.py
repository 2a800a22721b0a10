"""When the garbage collector works, so that keys do not wait for it."""

import gc


def hold() -> None:
    """Leave everything be while the game starts: nothing made then is garbage. `settle` ends that."""
    gc.disable()


def settle() -> None:
    """Take everything that lives as long as the game out of the collector's rounds: keys then wait less.

    Painting leaves some hundred objects in circles at every key, so the rounds are small and frequent: 1 ms or less a
    key. Saved up, they cost one key in forty 60 ms. A full round takes 20 ms; `tidy` makes it once a minute instead.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(700, 10, 1000)
    gc.enable()


def tidy() -> None:
    """Clear up what grew old before it was thrown away, such as the screens that were left."""
    gc.collect()
