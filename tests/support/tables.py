"""The printed tables of 2011 that scores are pinned to."""

from __future__ import annotations

# Table T1: the bureau's scorecard, (weight, score); the sixteen others as domain 1.4 splits them
NAMED = {"nationwide": ("8", "95"), "sme-competency": ("5", "90"), "transactions": ("5", "94")}
OTHERS = {f"other-{n:02}": weight for n, weight in enumerate([("5", "97")] * 12 + [("5", "96")] * 2, 1)}
SIXTEEN = {**OTHERS, "other-15": ("6", "97"), "other-16": ("6", "98")}
T1 = {**NAMED, **SIXTEEN}

# Table T2: the ten categories, (first, second)
T2 = {
    "customer-satisfaction": (10, 9),
    "challenge-creativity": (10, 10),
    "training-subordinates": (8, 8),
    "organisational-culture": (10, 9),
    "vision-sharing": (9, 10),
    "initiating-changes": (10, 9),
    "strategic-thinking": (8, 9),
    "decision-making": (9, 10),
    "quality-improvement": (9, 9),
    "performance-management": (10, 9),
}
