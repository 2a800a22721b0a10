"""`steady fmt`: one order of keys, quotes where YAML needs them and nowhere else, every reply with its id.

Comments stay with the line that they introduce, texts and meaning stay as they are.
"""

from dataclasses import dataclass, replace

from game.format.grammar.conditions import parse_condition
from game.format.grammar.fields import KEYS, LINE, SHAPE_BY_NAME, STORY, Field
from game.format.problems.collector import Collector
from game.format.problems.problem import Problem, has_errors, in_order
from game.format.read import read_text
from game.format.writing.choice_ids import add_choice_ids
from game.format.writing.comments import Comments, inner_lines
from game.format.writing.condition_text import condition_text
from game.format.writing.meaning import same_meaning
from game.format.writing.quoting import looks_typed, needs_quotes, quoted, with_quotes
from game.format.yaml.nodes import Mapping, Node, Scalar, Sequence
from game.format.yaml.recovery import parse
from game.format.yaml.source import Source, read_source
from game.text.width import cell_width

WIDEST = 120
"""Cells up to which a short form in braces or brackets stays on one line."""

_MENDED = frozenset({"full-width-colon", "hidden-space", "tab"})
"""Mistakes of characters that reading repairs, so that writing heals them."""
_WORDS = frozenset({"text", "lines", "names", "id", "ids"})
_ROOT = Field("", "part", shape=STORY.name)


@dataclass(frozen=True, slots=True)
class Formatted:
    """The file in order, None where it cannot be read well enough; then the problems say why."""

    text: str | None
    problems: tuple[Problem, ...] = ()


def format_story(data: bytes, file: str) -> Formatted:
    """Return a story's file in its canonical form."""
    source, problems = read_source(data, file, KEYS)
    if source is None or source.unreadable:
        return Formatted(None, read_text(data, file).problems)
    before = [problem for problem in problems.problems if problem.code not in _MENDED]
    mended = with_quotes(source.text)
    root = _tree(mended, file, before)
    if root is None:
        return Formatted(None, read_text(data, file).problems)
    add_choice_ids(root)
    text = _Writer(mended.split("\n"), root).text()
    again = _tree(text, file, [])
    if again is None or not same_meaning(root, again):
        # Rather no order than another story.
        return Formatted("\n".join(source.lines), in_order(problems.problems))
    return Formatted(text)


def _tree(text: str, file: str, before: list[Problem]) -> Node | None:
    problems = Collector(file, text.split("\n"))
    tree = parse(Source(file, problems.lines, text), problems)
    refused = tree.lost or has_errors([*before, *problems.problems]) or type(tree.root) is not Mapping
    return None if refused else tree.root


class _Writer:
    """One tree being written, line by line."""

    def __init__(self, lines: list[str], root: Node) -> None:
        self.lines = lines
        self.root = root
        self.comments = Comments(lines, root)
        self.out: list[str] = []

    def text(self) -> str:
        self.block(self.root, _ROOT, 0)
        self.out.extend(self.comments.rest())
        return "\n".join(self.out).strip("\n") + "\n"

    def block(self, node: Node, field: Field | None, indent: int, prefix: str = "") -> None:
        """Write a mapping or list as lines of its own; a prefix is the dash of the list that holds it."""
        if type(node) is Mapping:
            for number, (key, part) in enumerate(self.ordered(node, field)):
                dash = prefix if number == 0 else ""
                if number == 0:
                    self.lead(node.start.line, indent - len(dash), first=not dash)
                self.lead(key.start.line, indent - len(dash), first=number == 0 and not dash)
                self.entry(f"{dash}{_key_text(key)}:", part, _of_key(field, key.value), indent, key)
        elif type(node) is Sequence:
            for number, item in enumerate(node.items):
                self.lead(item.start.line, indent, first=number == 0)
                self.item(item, _of_item(field), indent)

    def entry(self, head: str, part: Node, field: Field | None, indent: int, key: Scalar) -> None:
        """Write a key with what it holds."""
        pad = " " * (indent - (2 if head.startswith("- ") else 0))
        short = self.short(part, field, len(pad) + cell_width(head) + 1)
        if short is not None:
            self.write(f"{pad}{head} {short}".rstrip(), part)
        elif type(part) is Scalar:
            self.long_text(f"{pad}{head}", part, indent + 2)
        else:
            self.out.append(f"{pad}{head}{self.comments.behind(key.end.line, key.end.column + 1)}")
            self.block(part, field, indent + 2)

    def item(self, item: Node, field: Field | None, indent: int) -> None:
        """Write one item of a list."""
        pad = " " * indent
        short = self.short(item, field, indent + 2)
        if short is not None:
            self.write(f"{pad}- {short}".rstrip(), item)
        elif type(item) is Scalar:
            self.long_text(f"{pad}-", item, indent + 2)
        elif type(item) is Mapping:
            self.block(item, field, indent + 2, "- ")
        else:
            self.out.append(f"{pad}-")
            self.block(item, field, indent + 2)

    def write(self, line: str, node: Node) -> None:
        self.out.append(line + self.comments.behind(node.end.line, node.end.column))

    def lead(self, number: int, indent: int, *, first: bool) -> None:
        """Write what stands above a line; a group does not begin with a blank line."""
        above = self.comments.before(number)
        if first and indent == 0 and not self.out:
            above = above[1:] if above and not above[0] else above
        elif first and above and not above[0]:
            above = above[1:]
        self.out.extend(" " * indent + text if text else "" for text in above)

    def short(self, node: Node, field: Field | None, used: int) -> str | None:
        """Return what fits on one line, None for what needs several."""
        if type(node) is Scalar:
            return None if node.end.line > node.start.line else self.one_line(node, field)
        assert isinstance(node, Mapping | Sequence)
        empty = not (node.pairs if type(node) is Mapping else node.items)  # type: ignore[union-attr]
        if empty:
            return "{}" if type(node) is Mapping else "[]"
        if not node.flow or self.comments.within(node.start.line, node.end.line):
            return None
        text = self.flow(node, field)
        return text if text is not None and used + cell_width(text) <= WIDEST else None

    def one_line(self, scalar: Scalar, field: Field | None) -> str:
        """Return a text of one line; before a comment it keeps the quotes that show where it ends."""
        text = _scalar(scalar, field, flow=False)
        return quoted(text) if text and text == scalar.value and self.comments.would_cut(scalar) else text

    def flow(self, node: Node, field: Field | None) -> str | None:
        """Return a node in its short form, None where a text in it has several lines."""
        if type(node) is Scalar:
            return None if node.end.line > node.start.line else _scalar(node, field, flow=True)
        if type(node) is Mapping:
            parts = [(key, self.flow(part, _of_key(field, key.value))) for key, part in self.ordered(node, field)]
            texts = [None if text is None else f"{_key_text(key)}: {text}".rstrip() for key, text in parts]
            return None if None in texts else "{" + ", ".join(filter(None, texts)) + "}"
        assert type(node) is Sequence
        items = [self.flow(item, _of_item(field)) for item in node.items]
        return None if None in items else "[" + ", ".join(item or '""' for item in items) + "]"

    def long_text(self, head: str, scalar: Scalar, indent: int) -> None:
        """Write a text of several lines as it stands, at its new indent."""
        inner = [self.lines[number] for number in inner_lines(scalar, self.lines)]
        first = self.lines[scalar.start.line][scalar.start.column :]
        if scalar.style in ("|", ">"):
            width = min((len(line) - len(line.lstrip(" ")) for line in inner if line.strip()), default=0)
            inner = [line[width:].rstrip() for line in inner]
            first = first.rstrip()
        else:
            ends = inner[-1][: scalar.end.column] if inner else ""
            inner = [line.strip() for line in [*inner[:-1], ends]]
        self.out.append(f"{head} {first.rstrip()}")
        self.out.extend(f"{' ' * indent}{line}" if line else "" for line in inner)
        if scalar.style not in ("|", ">"):
            self.out[-1] += self.comments.behind(scalar.end.line, scalar.end.column)

    def ordered(self, node: Mapping, field: Field | None) -> list[tuple[Scalar, Node]]:
        """Return the pairs in the order of the format; keys that it does not know come last, as they stand."""
        shape = SHAPE_BY_NAME.get(field.shape) if field is not None and field.holds != "map" else None
        if shape is None:
            return node.pairs
        places = {key: place for place, key in enumerate(shape.fields)}
        return sorted(node.pairs, key=lambda pair: places.get(pair[0].value, len(places)))


def _of_key(field: Field | None, key: str) -> Field | None:
    """Return the definition of what a key holds, None where the format does not know it."""
    if field is None:
        return None
    if field.holds == "map":
        return replace(field, holds="one", kind=field.kind if field.shape else "text")
    shape = SHAPE_BY_NAME.get(field.shape)
    if shape is LINE and key not in LINE.fields:
        return Field(key, "text")
    return shape.fields.get(key) if shape is not None else None


def _of_item(field: Field | None) -> Field | None:
    return replace(field, holds="one") if field is not None else None


def _key_text(key: Scalar) -> str:
    return quoted(key.value) if needs_quotes(key.value, flow=True) else key.value


def _scalar(node: Scalar, field: Field | None, *, flow: bool) -> str:
    """Return a text of one line as YAML, in quotes where it needs them."""
    text = node.value
    kind = field.kind if field is not None else None
    if kind == "condition" and (condition := parse_condition(text).condition) is not None:
        text = condition_text(condition)
    if not text and not node.style:
        return ""
    typed = looks_typed(text) and (kind in _WORDS or (bool(node.style) and kind in (None, "part")))
    return quoted(text) if typed or needs_quotes(text, flow=flow) else text
