"""A story in its other language: its texts by address, and the PO files that hold them."""
