"""The smallest good story, to begin with."""

from importlib import resources
from pathlib import Path

from game.format.names import STORY_FILE
from game.format.writing.schema import SCHEMA_FILE, schema_text


def smallest_story(id: str, language: str) -> str:
    """Return the text of a story that checks clean, in `zh` or `en`, ready to be written on."""
    name = "zh" if language[:2] == "zh" else "en"
    template = resources.files("game.format.writing") / "templates" / f"{name}.yaml"
    return template.read_text(encoding="utf-8").replace("STORY-ID", id)


def write_story(id: str, folder: Path, language: str) -> Path:
    """Write the smallest story into its own folder and return the file; the editors' schema goes beside the folder.

    Raises FileExistsError where the story is there already, OSError where the folder cannot be written.
    """
    file = folder / id / STORY_FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(smallest_story(id, language))
    (folder / SCHEMA_FILE).write_text(schema_text(), encoding="utf-8", newline="\n")
    return file
