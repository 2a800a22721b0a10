"""What a story says of itself."""

import pytest

from game.story import Customer, Variant
from tests.support.making import loop, reply


def test_a_variant_changes_what_it_names_of_the_customer_and_nothing_else() -> None:
    own = Customer("Ms Gu", "irritated", "woman-bun", "Terse.", "Friday is her birthday.", ("terse",))
    told = loop(
        reply("a"), customer=own, variants=(Variant("whole"), Variant("torn", mood="calm", hidden="She is late."))
    )
    assert told.customer_in("whole") == own
    assert told.customer_in("torn") == Customer("Ms Gu", "calm", "woman-bun", "Terse.", "She is late.", ("terse",))


@pytest.mark.parametrize("ask", ["variant", "customer_in", "ending"])
def test_what_a_story_does_not_have_is_a_key_error(ask: str) -> None:
    with pytest.raises(KeyError):
        getattr(loop(reply("a")), ask)("none")
