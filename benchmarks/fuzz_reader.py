"""Throw broken story files at the reader and the formatter: problems are welcome, tracebacks are not.

python benchmarks/fuzz_reader.py [COUNT] [SEED]
"""

import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from game.format.read import read_text
from game.format.writing.formatter import format_story
from tests.format.mutations import mutated


def main(count: int, seed: int) -> int:
    dice = random.Random(seed)
    codes: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for number in range(count):
        data = mutated(dice)
        began = time.perf_counter()
        try:
            result = read_text(data, "story.yaml")
            if number % 10 == 0:
                format_story(data, "story.yaml")
        except Exception as error:
            outcomes["crash"] += 1
            print(f"crash {number}: {type(error).__name__}: {error}\n{data!r}")
            continue
        slowest = max(slowest, time.perf_counter() - began)
        outcomes["story" if result.story else "refused"] += 1
        if result.story is None and not result.problems:
            outcomes["silent"] += 1
            print(f"silent {number}:\n{data!r}")
        codes.update(problem.code for problem in result.problems)
    print(f"{count} files: {dict(outcomes)}; slowest {slowest * 1000:.1f} ms; {len(codes)} kinds of problem")
    for code, times in codes.most_common():
        print(f"  {times:7d} {code}")
    return 1 if outcomes["crash"] or outcomes["silent"] else 0


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(arguments + [100_000, 1][len(arguments) :])))
