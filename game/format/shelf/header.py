"""What the shift board says about a story. Apart from its reader, so that a kept one costs nothing to show."""

from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Header:
    """A story's id, language (`zh-CN`, `en`), level (1 to 3), place in it (1 to 99), and its texts by `zh` and `en`."""

    id: str
    language: str = ""
    level: int = 1
    place: int = 99
    titles: dict[str, str] = field(default_factory=dict)
    summaries: dict[str, str] = field(default_factory=dict)

    def title(self, language: str) -> str:
        """Return the title in a language, else in the other, else the id."""
        return self.titles.get(language[:2]) or next(iter(self.titles.values()), self.id)

    def summary(self, language: str) -> str:
        """Return the summary in a language, else in the other, else nothing."""
        return self.summaries.get(language[:2]) or next(iter(self.summaries.values()), "")

    @classmethod
    def checked(cls, values: Any) -> "Header":
        """Return the header that a cache holds. Raises ValueError, KeyError or TypeError where it is none."""
        header = cls(**{part.name: values[part.name] for part in fields(cls)})
        by_language = (header.titles, header.summaries)
        if not all(isinstance(texts, dict) for texts in by_language):
            raise ValueError(values)
        strings = [
            header.id,
            header.language,
            *(text for texts in by_language for pair in texts.items() for text in pair),
        ]
        numbers = ((header.level, 3), (header.place, 99))
        in_bounds = all(type(number) is int and 1 <= number <= most for number, most in numbers)
        if not in_bounds or not all(isinstance(text, str) for text in strings):
            raise ValueError(values)
        return header
