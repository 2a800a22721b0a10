"""The fixed vocabulary of the format: every word a writer may use where the rules give a word its meaning."""

from typing import Literal, get_args

Mood = Literal["calm", "anxious", "irritated", "furious"]
Grade = Literal["best", "good", "mixed", "bad"]
PromiseState = Literal["none", "open", "kept", "broken"]
Technique = Literal[
    "LISTEN", "NAME", "OWN", "THANK", "OPTIONS", "CONCRETE",
    "EXPLAIN", "MATCH", "BOUNDARY", "HANDOFF", "FOLLOW", "RESET",
]  # fmt: skip
Slip = Literal["RUSH", "TEMPLATE", "ARGUE", "OVERPROMISE", "OVERPAY", "PUSH", "MASK", "BREACH"]
Trait = Literal["price", "quality", "principled", "opportunist", "terse", "talkative"]
ThoughtKind = Literal["perspective", "reappraise", "distract", "suppress"]

MOODS: tuple[Mood, ...] = get_args(Mood)
"""From the quietest to the loudest; a mood's place is its band of heat."""
GRADES: tuple[Grade, ...] = get_args(Grade)
PROMISE_STATES: tuple[PromiseState, ...] = get_args(PromiseState)
TECHNIQUES: tuple[Technique, ...] = get_args(Technique)
SLIPS: tuple[Slip, ...] = get_args(Slip)
TRAITS: tuple[Trait, ...] = get_args(Trait)
THOUGHT_KINDS: tuple[ThoughtKind, ...] = get_args(ThoughtKind)
