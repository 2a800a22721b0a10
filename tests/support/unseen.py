"""Painting for nobody: an app without a terminal paints every widget and throws the picture away.

What the widgets paint is wanted in a test, for what goes wrong in it; cutting their lines where widgets overlap, and
putting the pieces together for a terminal, is half the time of a painting. A picture that is asked for is whole.
"""

from typing import Any

from rich.console import RenderableType
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.geometry import Region
from textual.screen import Screen

_whole = Compositor.render_update


def painted_for_nobody(
    compositor: Compositor, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
) -> RenderableType | None:
    """Have the widgets painted that changed. It stands in for `Compositor.render_update` and takes what that takes."""
    if full:
        return _whole(compositor, full, screen_stack, simplify)
    visible_screen_stack.set(screen_stack or [])
    changed = Region.from_union(compositor._dirty_regions) if compositor._dirty_regions else Region()
    compositor._dirty_regions.clear()
    if changed:
        for _ in compositor._get_renders(changed.intersection(compositor.size.region)):
            pass
    return None
