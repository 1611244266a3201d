"""Words for what came of a score: pools, grades, grounds and amounts."""

from __future__ import annotations

from decimal import Decimal

from cli.texts import has, language, say
from cli.voice import Names
from domain.rules import RuleSet


def titles(rules: RuleSet) -> Names:
    """Return what to show for pools (``pool/ID``) and grades (``grade/ID``)."""
    shown = {f"pool/{rule.pool}": rule.name.model_dump() for rule in rules.grading.pools}
    scales = [*rules.grading.scales.values(), *rules.pay.scales()]
    return {**shown, **{f"grade/{it.grade}": it.name.model_dump() for scale in scales for it in scale.quotas}}


def title(shown: Names, kind: str, key: str | None) -> str:
    """Return the name of a pool or grade in the chosen language; a bureau's pool names the bureau after it."""
    if key is None:
        return "–"
    rule, _, unit = key.partition(":")
    named = shown.get(f"{kind}/{rule}")
    told = named[language()] if named else rule
    return f"{told} ({unit})" if unit else told


def ground(key: str | None) -> str:
    """Return why there is no result, in words."""
    return say(f"results.ground.{key}") if has(f"results.ground.{key}") else key or "–"


def won(amount: str | None) -> str:
    """Return an amount with thousands set apart."""
    return f"{Decimal(amount):,}" if amount is not None else "–"
