"""Story files as nobody would write them, for trying whether reading ever falls over."""

import random
from collections.abc import Callable

SEEDS = (
    """story: late-parcel
language: zh-CN
title: 迟到的包裹
customer: {name: 林女士, mood: anxious, traits: [price]}
cast: [阿哲]
facts: [friday]
counters: {trust: 0..3}
promises: {call-back: 四点前回电话}
variants:
  late: {facts: [friday], mood: furious}
cards: {rule: {title: 规则, text: 可以退。}}
thoughts: {leak: {text: 他骂的是水。, kind: perspective, why: 不是我。}}
scenes:
  opening:
    act: 1
    say:
      - 林女士：四天了，物流一动不动。
      - if: friday
        say: 阿哲：周五她要用。
        else: [林女士：不急。]
      - insult: 林女士：你们就是骗子。
        softer: 林女士：你们太过分了。
    hint: 先认。
    choices:
      - id: name-it
        text: |
          四天都停在同一行。
          换我也着急。
        uses: [NAME, OWN]
        needs: read rule and (stamina >= 30 or not heard)
        locked: 先看规则。
        opens: [call-back]
        effect: {satisfaction: -5, trust: +1, shop: -10}
        set: friday
        reply: 林女士：嗯。
        why: 说出原因。
      - id: wait
        text: 请您耐心等待。
        slip: TEMPLATE
        go: END
    next:
      - {if: mood at least irritated and used wait, go: opening}
      - END
endings:
  - {id: calm, grade: good, when: satisfaction >= 50 and promise call-back is open, title: 好, text: 谢谢。}
  - {id: gone, grade: bad, title: 走了, text: 再见。}
checks:
  - every ending is reachable
  - play: [name-it, card:rule]
    never ends: gone
""",
    """story: s
language: en
title: T
customer: {name: Ms Lin, mood: calm}
scenes:
  a: {say: "Ms Lin: hi", choices: [{id: b, text: hello}]}
endings: [{id: c, grade: best, title: T, text: T}]
""",
)
PIECES: tuple[str, ...] = (
    *"\n\t ,:#-[]{}|>&*!%@`'\"?~\\\x00\x07\x85\u3000\u200b\ufeff\u2028：，。好a0",
    "  ", "\n  ", "\n- ", ": ", " #", "---\n", "...\n", "<<: *a\n", "&a ", "*a ", "!x ", "? ", "|\n", ">\n", "'", '"',
    "scenes:\n", "choices:\n", "  opening:\n", "id: ", "if: ", "not ", "((((", "))))", "[[[[", "{{{{", ">= 9999999999",
    "satisfaction", "true", "null", "\ud7ff", "🙂", "\r\n", "%YAML 1.1\n", "\\x1b[2J", "\"\\x1b\"", "4" * 50, "：" * 30,
)  # fmt: skip


def mutated(dice: random.Random) -> bytes:
    """Return a story file with a few accidents in it; now and then nothing but accidents."""
    if dice.random() < 0.1:
        return "".join(dice.choices(PIECES, k=dice.randrange(1, 60))).encode("utf-8", "surrogatepass")
    text = dice.choice(SEEDS)
    for _ in range(dice.randrange(1, 6)):
        accident = dice.choice(_ACCIDENTS)
        text = accident(text, dice)
    data = text.encode("utf-8", "surrogatepass")
    if dice.random() < 0.05 and data:
        place = dice.randrange(len(data))
        data = data[:place] + bytes([dice.randrange(256)]) + data[place + 1 :]
    return data


def _insert(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text) + 1)
    return text[:place] + dice.choice(PIECES) + text[place:]


def _delete(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text) + 1)
    return text[:place] + text[place + dice.randrange(1, 40) :]


def _swap_lines(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    first, second = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines)


def _repeat_line(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    place = dice.randrange(len(lines))
    return "\n".join([*lines[:place], lines[place], *lines[place:]])


def _indent(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    place = dice.randrange(len(lines))
    lines[place] = " " * dice.randrange(8) + lines[place].lstrip()
    return "\n".join(lines)


def _swap_words(text: str, dice: random.Random) -> str:
    words = text.split(" ")
    first, second = dice.randrange(len(words)), dice.randrange(len(words))
    words[first], words[second] = words[second], words[first]
    return " ".join(words)


_ACCIDENTS: tuple[Callable[[str, random.Random], str], ...] = (
    _insert,
    _insert,
    _delete,
    _swap_lines,
    _repeat_line,
    _indent,
    _swap_words,
)
