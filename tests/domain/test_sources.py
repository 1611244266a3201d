"""Every source that code, rules or a score name is explained in docs/sources.md."""

from __future__ import annotations

import re
from pathlib import Path

from domain.scoring.sources import RULES

EXPLAINED = Path("docs/sources.md").read_text(encoding="utf-8")
CITING = [*Path("domain").rglob("*.py"), *Path("domain").rglob("*.yaml"), *Path("examples").rglob("*.yaml")]
ITEM = re.compile(r"\b(?:S[01]-\d+|T[1-9]\b)")
LAW = re.compile(r"\b(?!RFC)([A-Z]{3}) \d")


def test_every_item_that_is_cited_is_explained() -> None:
    cited = {item for path in CITING for item in ITEM.findall(path.read_text(encoding="utf-8"))}

    assert cited
    assert {item for item in cited if f"| {item} |" not in EXPLAINED} == set()


def test_every_law_that_is_cited_is_named() -> None:
    cited = {law for path in CITING for law in LAW.findall(path.read_text(encoding="utf-8"))}

    assert {law for law in cited if law not in EXPLAINED} == set()


def test_every_rule_a_score_can_name_is_explained() -> None:
    assert {rule for rule in RULES if f"| {rule} |" not in EXPLAINED} == set()
