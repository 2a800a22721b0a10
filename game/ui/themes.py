"""The looks of the game: dark, light, high contrast and one without any colour.

Beside Textual's own colours every theme sets the variables of `VARIABLES`; the style sheets use nothing else.
"""

from textual.theme import Theme

BRAND = "#ff8a3d"
"""Warm orange, the colour of the shop."""

_DARK = {
    "customer": "#3a3442",
    "customer-text": "#f3ece6",
    "agent": "#6b3a1e",
    "agent-text": "#fff1e6",
    "colleague": "#24444a",
    "colleague-text": "#e2f3f2",
    "note": "#a79fae",
    "note-ground": "#2b2731",
    "dim": "#8b8394",
    "locked": "#8b8394",
    "meter-good": "#6cc59a",
    "meter-mid": "#f2b45c",
    "meter-bad": "#f0716a",
    "meter-track": "#37313d",
    "gain": "#c9f2dc",
    "loss": "#8f3f42",
    "cursor-ground": "#4a2d1d",
    "key": BRAND,
    "satisfaction": "#ffb066",
    "stamina": "#6fc7d8",
    "breath": "#6fc7d8",
}
_LIGHT = {
    "customer": "#ece5dc",
    "customer-text": "#2c2530",
    "agent": "#ffd9b8",
    "agent-text": "#3a2113",
    "colleague": "#d3ebe8",
    "colleague-text": "#14383a",
    "note": "#6b6270",
    "note-ground": "#f1ebe3",
    "dim": "#756c79",
    "locked": "#756c79",
    "meter-good": "#2f9266",
    "meter-mid": "#c97a10",
    "meter-bad": "#cc3d3a",
    "meter-track": "#e2dad0",
    "gain": "#8fd3b2",
    "loss": "#efb3ad",
    "cursor-ground": "#ffe6d0",
    "key": "#b84a06",
    "satisfaction": "#b84a06",
    "stamina": "#12788c",
    "breath": "#12788c",
}
_CONTRAST = {
    "customer": "#ffffff",
    "customer-text": "#000000",
    "agent": "#ffb000",
    "agent-text": "#000000",
    "colleague": "#7fe5ff",
    "colleague-text": "#000000",
    "note": "#ffffff",
    "note-ground": "#000000",
    "dim": "#d8d8d8",
    "locked": "#d8d8d8",
    "meter-good": "#5dff9b",
    "meter-mid": "#ffd400",
    "meter-bad": "#ff7b7b",
    "meter-track": "#3a3a3a",
    "gain": "#ffffff",
    "loss": "#8a8a8a",
    "cursor-ground": "#5a3600",
    "key": "#ffb000",
    "satisfaction": "#ffb000",
    "stamina": "#7fe5ff",
    "breath": "#7fe5ff",
}

DARK = Theme(
    "dark", primary=BRAND, secondary="#6fc7d8", accent=BRAND, warning="#f2b45c", error="#f0716a", success="#6cc59a",
    foreground="#efe9e4", background="#1b181f", surface="#221e27", panel="#2b2731", dark=True, variables=_DARK,
)  # fmt: skip
LIGHT = Theme(
    "light", primary="#b84a06", secondary="#12788c", accent="#b84a06", warning="#c97a10", error="#cc3d3a",
    success="#2f9266", foreground="#2c2530", background="#fffaf4", surface="#f8f2ea", panel="#f1ebe3", dark=False,
    variables=_LIGHT,
)  # fmt: skip
CONTRAST = Theme(
    "contrast", primary="#ffb000", secondary="#7fe5ff", accent="#ffb000", warning="#ffd400", error="#ff7b7b",
    success="#5dff9b", foreground="#ffffff", background="#000000", surface="#000000", panel="#101010", dark=True,
    text_alpha=1.0, variables=_CONTRAST,
)  # fmt: skip
COLOURLESS = Theme(
    "colourless", ansi=True, primary="ansi_default", secondary="ansi_default", accent="ansi_default",
    warning="ansi_default", error="ansi_default", success="ansi_default", foreground="ansi_default",
    background="ansi_default", surface="ansi_default", panel="ansi_default", boost="ansi_default",
    variables=dict.fromkeys(_DARK, "ansi_default")
    | dict.fromkeys(
        ["border", "border-blurred", "ansi-background", "ansi-foreground", "block-cursor-foreground",
         "block-cursor-background", "input-cursor-foreground", "input-cursor-background", "scrollbar",
         "scrollbar-hover", "scrollbar-active", "scrollbar-background", "scrollbar-background-hover",
         "scrollbar-background-active", "scrollbar-corner-color", "footer-key-foreground",
         "footer-description-foreground"],
        "ansi_default",
    ),
)  # fmt: skip
"""For NO_COLOR. The app must also be made with `ansi_color=True`, else Textual turns it into greys."""

THEMES = (DARK, LIGHT, CONTRAST, COLOURLESS)
"""Every theme of the game, in the order the settings offer them."""

VARIABLES = dict(_DARK)
"""Defaults of our own variables, for `App.get_theme_variable_defaults`, so that any other theme still works."""
