"""Team contests: rules, boards, names and what goes over the wire. A score is never claimed, only played again.

`rules`, `awards`, `board`, `names` and `wire` are pure: no file, no clock, no network, no web framework.
"""
