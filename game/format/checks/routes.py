"""The ways through a story as far as they show without playing it."""

from game.format.reader.reading import Reader
from game.story import END, Scene, Story


def check_routes(reader: Reader, story: Story) -> None:
    """Record scenes to which no way leads, and rounds of scenes in which nobody can reply."""
    if not reader.lost:
        _check_unreached(reader, story)
    _check_rounds(reader, story)


def ways_on(scene: Scene) -> tuple[str, ...]:
    """Return where a scene may lead, its conditions left aside."""
    own = [choice.go for choice in scene.choices if choice.go is not None]
    follows = not scene.choices or any(choice.go is None for choice in scene.choices)
    return (*own, *(route.to for route in scene.next)) if follows else tuple(own)


def _check_unreached(reader: Reader, story: Story) -> None:
    reached: set[str] = set()
    waiting = [story.opening.id]
    while waiting:
        id = waiting.pop()
        if id not in reached and id in story.scenes:
            reached.add(id)
            waiting.extend(ways_on(story.scenes[id]))
    for id in story.scenes:
        if id not in reached:
            reader.problems.on("unreachable-scene", reader.places["scene", id], id=id)


def _check_rounds(reader: Reader, story: Story) -> None:
    """Follow only scenes without choices; whoever comes back to where they were would never stop."""
    silent = {id: scene for id, scene in story.scenes.items() if not scene.choices}
    settled: set[str] = set()
    for start in silent:
        path: list[str] = []
        _follow(reader, silent, start, path, settled)


def _follow(reader: Reader, silent: dict[str, Scene], start: str, path: list[str], settled: set[str]) -> None:
    """Walk depth first with a stack of its own: a file may hold ten thousand scenes in a row."""
    on_path: set[str] = set()
    waiting = [(start, False)]
    while waiting:
        id, leaving = waiting.pop()
        if leaving:
            on_path.discard(id)
            path.pop()
            settled.add(id)
        elif id in on_path:
            way = " → ".join([*path[path.index(id) :], id])
            reader.problems.on("endless-round", reader.places["scene", id], id=id, way=way)
        elif id in silent and id not in settled:
            on_path.add(id)
            path.append(id)
            waiting.append((id, True))
            waiting.extend((route.to, False) for route in silent[id].next if route.to != END)
