"""Read a generated story of 3,000 lines with positions and all checks of its structure, beside a bare YAML loader.

    python benchmarks/read_story.py [ROUNDS]

Both are timed in turn, so that a busy machine slows both alike; the ratio is what counts.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from game.format.read import read_text

ROOT = Path(__file__).parent.parent
SCENES = 75
CHOICES = 4


def generated_story() -> str:
    """Return a story of about 3,000 lines that checks clean."""
    head = [
        "story: long", "language: zh-CN", "title: 长长的一天", "customer: {name: 顾女士, mood: anxious}",
        "facts: [knows]", "variants: {late: {facts: [knows]}}", "scenes:",
    ]  # fmt: skip
    scenes = [line for number in range(SCENES) for line in _scene(number)]
    tail = [
        "endings:",
        "  - {id: good, grade: good, when: satisfaction >= 50, title: 好, text: 谢谢。}",
        "  - {id: bad, grade: bad, title: 走了, text: 再见。}",
    ]
    return "\n".join([*head, *scenes, *tail]) + "\n"


def _scene(number: int) -> list[str]:
    lines = [
        f"  scene-{number}:", "    say:", f"      - 顾女士：袖口两根线头，颜色跟图上也不是一个色。第 {number} 回了。",
        "      - if: knows", "        say: 顾女士：我要退，别跟我说拆了不能退。",
        "    hint: 先别急着讲规则，她要的是有人听见。", "    choices:",
    ]  # fmt: skip
    return [*lines, *(line for choice in range(CHOICES) for line in _choice(number, choice))]


def _choice(scene: int, number: int) -> list[str]:
    return [
        f"      - id: reply-{scene}-{number}", "        text: 袖口有线头，颜色也跟您期待的不一样，换我也失望。",
        "        if: satisfaction >= 20 and not knows", "        uses: [NAME, LISTEN]", "        concrete: true",
        "        effect: {satisfaction: -5, stamina: +1}", "        reply: 顾女士：……行吧，我拍。",
        "        why: 先说出她失望的原因，她才听得进后面的规则。",
    ]  # fmt: skip


def timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000


def check_process(file: Path) -> float:
    """Time the whole command, from start to exit."""
    code = "import sys; from game.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "--lang", "zh", "check", "--quick", str(file)]
    return timed(lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True))


def main(rounds: int) -> None:
    text = generated_story()
    data = text.encode()
    assert not read_text(data, "story.yaml").problems
    bare, ours, process = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "story.yaml"
        file.write_bytes(data)
        for _ in range(rounds):
            bare.append(timed(lambda: yaml.load(text, Loader=yaml.CSafeLoader)))
            ours.append(timed(lambda: read_text(data, "story.yaml")))
            process.append(check_process(file))
    lines = text.count("\n")
    print(f"{lines} lines, {len(data)} bytes, {rounds} rounds: median [fastest] in ms")
    measured = {"bare CSafeLoader": bare, "read_story, all checks": ours, "steady check, process": process}
    for name, times in measured.items():
        print(f"  {name:24} {statistics.median(times):7.1f} [{min(times):.1f}]")
    print(f"  read / bare              {statistics.median(a / b for a, b in zip(ours, bare, strict=True)):7.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
