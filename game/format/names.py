"""What the files in a story's folder are called."""

from pathlib import Path

STORY_FILE = "story.yaml"
PORTRAIT_FILE = "portrait.txt"


def po_file(folder: Path, language: str) -> Path:
    """Return where the translation into a language stands in a story's folder."""
    return folder / ("zh_CN.po" if language[:2].lower() == "zh" else "en.po")
