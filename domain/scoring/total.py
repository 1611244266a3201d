"""The total of a person: components rounded once each, summed exactly (table T3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from domain.rules import HUNDRED, Profile
from domain.scoring.proof import Score, half_up

ROUNDING = "half-up, 2 places"
BONUSES = {"mileage": "S1-109", "special": "S1-110"}
_RULES = {"bureau": "S1-85", "department": "S1-86", "individual": "S1-86", "competency": "S1-107", "attitude": "S1-108"}


@dataclass(frozen=True)
class Composed:
    """A person's components, None where one is not in yet; the total only when all are in."""

    components: Mapping[str, Score | None]
    total: Score | None

    def missing(self) -> list[str]:
        """Return the components that are not in yet."""
        return [name for name, score in self.components.items() if score is None]


def compose(profile: Profile, scores: Mapping[str, Score | None]) -> Composed:
    """Return the components and total of a person with *profile*.

    *scores* are of 100, by component; attitude and the bonuses are points. A component that is not
    in yet makes the total unknown, never smaller; no bonus means none was earned.
    """
    due = {name: points for name, points in _points(profile).items() if points}
    parts: dict[str, Score | None] = {name: _component(name, scores.get(name), points) for name, points in due.items()}
    parts.update({name: _bonus(name, rule, scores.get(name)) for name, rule in BONUSES.items()})
    known = [score for score in parts.values() if score is not None]
    return Composed(parts, _total(known) if len(known) == len(parts) else None)


def _points(profile: Profile) -> dict[str, Decimal]:
    return {
        "bureau": profile.bureau,
        "department": profile.department,
        "individual": profile.individual,
        "competency": profile.competency,
        "attitude": profile.attitude,
    }


def _component(name: str, score: Score | None, points: Decimal) -> Score | None:
    """Return *points* x score / 100, rounded half up; attitude is given in points already."""
    if score is None:
        return None
    value = score.value if name == "attitude" else score.value * points / HUNDRED
    return Score(name, half_up(value), _RULES[name], weight=points, rounding=ROUNDING, parts=(score,))


def _bonus(name: str, rule: str, score: Score | None) -> Score:
    value = score.value if score else Decimal(0)
    return Score(name, half_up(value), rule, rounding=ROUNDING, parts=score.parts if score else ())


def _total(components: list[Score]) -> Score:
    value = sum((component.value for component in components), Decimal(0))
    return Score("total", value, "sum-of-components", parts=tuple(components))
