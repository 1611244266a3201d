"""Every problem a rule set can have: its code, file, line and field, and why in both languages."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from activities.yaml_files import RULESETS, NotARuleSet, check_rules, read_rules
from domain.rule_problems import TEXTS, RulesDoNotHold, problem, require_none

HEAD = "id: own\nextends: kr-2010\nname: {ko: 집, en: house}\n"  # what is wrong begins in line 4
SHARES = "{grade: A, name: {ko: A, en: A}, kind: rest, share: 3}"
LISTS = "personnel:\n  promotion:\n    lists:\n"
FINAL = "phases:\n  - phase: final\n"
WRONG = {  # by code: what a file says, the line of it that is named, and the field
    "rules.day": ("phases:\n  - phase: final\n    due: 31 March\n", 6, "phases.final.due"),
    "rules.no-such-day": (FINAL + "    due: Y-13-01\n", 6, "phases.final.due"),
    "rules.given-twice": (
        FINAL + "    rights:\n      - {task: rate-goals, name: {ko: 말, en: w}, of: person, by: first}\n",
        6,
        "phases.final.rights",
    ),
    "rules.force-ends-early": ("effective_to: 2009-12-31\n", 4, "effective_to"),
    "rules.approved-by-author": (
        "approval: {author: a, approver: a, approved_on: 2009-12-01}\n",
        4,
        "approval.approver",
    ),
    "rules.approved-late": (
        "approval:\n  author: a\n  approver: b\n  approved_on: 2010-01-01\n",
        7,
        "approval.approved_on",
    ),
    "rules.aspects-sum": ("aspects: {planning: 30}\n", 4, "aspects"),
    "rules.competency-sum": (
        "competency:\n  - {category: c, name: {ko: 말, en: w}, group: general, weight: 99}\n",
        4,
        "competency",
    ),
    "rules.profile-sum": ("profiles:\n  staff: {attitude: 9}\n", 5, "profiles.staff"),
    "rules.no-phase": ("grading:\n  rests_on: [finl]\n", 5, "grading.rests_on"),
    "rules.no-half": ("people:\n  halves: [agreements]\n", 5, "people.halves"),
    "rules.phase-ends-early": (FINAL + "    due: Y-11-01\n", 5, "phases.final"),
    "rules.remind-order": (FINAL + "    remind: [2, -1]\n", 6, "phases.final.remind"),
    "rules.task-owner": (
        FINAL + "    tasks:\n      - {task: rate-goals, by: unit-head}\n",
        7,
        "phases.final.tasks.rate-goals",
    ),
    "rules.task-day": (
        FINAL + "    tasks:\n      - {task: rate-goals, due: Y-11-30}\n",
        7,
        "phases.final.tasks.rate-goals",
    ),
    "rules.task-after": (
        FINAL + "    tasks:\n      - {task: rate-goals, after: nothing}\n",
        7,
        "phases.final.tasks.rate-goals",
    ),
    "rules.mandate-ends-early": (
        (
            "supervision:\n  - {sector: s, name: {ko: 말, en: w}, body: A, body_name: {ko: 말, en: w}, "
            "since: 2010-02-01, until: 2010-01-31}\n"
        ),
        5,
        "supervision.s",
    ),
    "rules.mandate-twice": (
        (
            "supervision:\n"
            "  - {sector: s, name: {ko: 말, en: w}, body: A, body_name: {ko: 말, en: w}}\n"
            "  - {sector: s, name: {ko: 말, en: w}, body: B, body_name: {ko: 말, en: w}}\n"
        ),
        5,
        "supervision.s",
    ),
    "rules.formula-twice": (
        (
            "planning:\n  formulas:\n"
            "    - {formula: f, name: {ko: 말, en: w}, kind: milestone}\n"
            "    - {formula: f, name: {ko: 말, en: w}, kind: milestone}\n"
        ),
        5,
        "planning.formulas",
    ),
    "rules.formula-levels": (
        "planning:\n  formulas:\n    - {formula: f, name: {ko: 말, en: w}, kind: rubric}\n",
        6,
        "planning.formulas.f",
    ),
    "rules.no-grade": (
        "follow_up:\n  rewarded: {self-evaluation: [superb]}\n",
        5,
        "follow_up.rewarded.self-evaluation",
    ),
    "rules.no-scale": (
        "grading:\n  pools:\n    - {pool: p, name: {ko: 말, en: w}, highest: 1, lowest: 9, scale: none}\n",
        6,
        "grading.pools.p",
    ),
    "rules.no-pool": (
        (
            "grading:\n  pools:\n"
            "    - {pool: p, name: {ko: 말, en: w}, highest: 1, lowest: 9, scale: staff, merges_into: q}\n"
        ),
        6,
        "grading.pools.p",
    ),
    "rules.pool-twice": (
        (
            "grading:\n  pools:\n"
            "    - {pool: p, name: {ko: 말, en: w}, highest: 1, lowest: 1, instruments: [goals], scale: staff}\n"
            "    - {pool: q, name: {ko: 말, en: w}, highest: 1, lowest: 1, instruments: [goals], scale: staff}\n"
        ),
        5,
        "grading.pools",
    ),
    "rules.list-years": (
        f"{LISTS}      - {{phase: promotion-list, years: [{{back: 1, weight: 60}}, {{back: 0, weight: 40}}]}}\n",
        7,
        "personnel.promotion.lists.promotion-list",
    ),
    "rules.list-weights": (
        f"{LISTS}      - {{phase: promotion-list, years: [{{back: 0, weight: 60}}]}}\n",
        7,
        "personnel.promotion.lists.promotion-list",
    ),
    "rules.list-points": ("personnel:\n  promotion:\n    points: {S: 71}\n", 5, "personnel.promotion"),
    "rules.no-list-phase": (
        f"{LISTS}      - {{phase: final, years: [{{back: 0, weight: 100}}]}}\n",
        6,
        "personnel.promotion.lists",
    ),
    "rules.list-rests-on-nothing": (
        f"{FINAL}    tasks:\n      - {{task: draw-promotion-list, name: {{ko: 말, en: w}}, of: body, by: engine}}\n",
        7,
        "phases.final.tasks.draw-promotion-list",
    ),
    "rules.grade-without-rate": ("pay:\n  rates: {C: null}\n", 5, "pay.rates"),
    "rules.scale-sum": (
        "pay:\n  scale:\n    quotas:\n      - {grade: S, name: {ko: 말, en: w}, kind: cap, share: 20}\n",
        6,
        "pay.scale.quotas",
    ),
    "rules.scale-share": (
        f"pay:\n  scale:\n    quotas:\n      - {SHARES}\n      - {{grade: B, name: {{ko: 말, en: w}}, kind: cap}}\n",
        6,
        "pay.scale.quotas",
    ),
    "rules.scale-twice": (f"pay:\n  scale:\n    quotas:\n      - {SHARES}\n      - {SHARES}\n", 6, "pay.scale.quotas"),
    "rules.scale-forced": (
        f"pay:\n  scale:\n    quotas:\n      - {{grade: F, name: {{ko: 말, en: w}}, kind: forced}}\n      - {SHARES}\n",
        6,
        "pay.scale.quotas",
    ),
}
ELSEWHERE = {"rules.phase-order", "rules.not-a-mapping", "rules.extends-itself"}  # below, one by one
ELSEWHERE |= {"rules.weights-sum"}  # with the areas of the specific evaluation


def written(folder: Path, text: str) -> str:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_every_problem_is_met() -> None:
    assert set(WRONG) | ELSEWHERE == set(TEXTS)


@pytest.mark.parametrize("code", WRONG)
def test_a_problem_is_told_with_file_line_field_and_reason_in_both_languages(tmp_path: Path, code: str) -> None:
    text, line, field = WRONG[code]
    rules, found = check_rules(written(tmp_path, HEAD + text))
    assert rules is None
    named = next(it for it in found if it.code == code)
    assert (named.file, named.line, named.field) == ("own.yaml", line, field)
    assert not named.ko.isascii()
    assert named.en.isascii()
    assert "{" not in named.ko + named.en


@pytest.mark.parametrize("code", TEXTS)
def test_both_languages_tell_the_same_facts(code: str) -> None:
    ko, en = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in TEXTS[code])
    assert ko == en


def test_phases_are_listed_by_the_day_they_open(tmp_path: Path) -> None:
    shipped = (RULESETS / "kr-2010.yaml").read_text(encoding="utf-8")
    early = shipped.replace("    opens: Y-12-01\n    due: Y+1-01-10", "    opens: Y-01-02\n    due: Y+1-01-10")
    _, found = check_rules(written(tmp_path, early))
    assert ("rules.phase-order", "phases.final") in [(it.code, it.field) for it in found]


@pytest.mark.parametrize(
    ("text", "code"),
    [("- a list\n", "rules.not-a-mapping"), ("id: own\nextends: own.yaml\n", "rules.extends-itself")],
)
def test_a_file_that_is_no_layer_is_refused_with_the_code(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(NotARuleSet) as caught:
        read_rules(written(tmp_path, text))
    assert caught.value.facts["reason"] == code


@pytest.mark.parametrize(
    ("text", "code", "ko"),
    [
        ("bonus_cap: much\n", "input.invalid", "숫자가 아님"),
        ("surprise: 1\n", "input.unknown-field", "없는 항목"),
        ("profiles: {staff: {name: {ko: 말}}}\n", None, None),
        ("competency_scale: null\n", "input.missing-field", "빠진 항목"),
        ("phases:\n  - {phase: final, grace: 99}\n", "input.out-of-range", "60 이하여야 함"),
        ("phases:\n  - {phase: final, ends_early: perhaps}\n", "input.invalid", "true나 false가 아님"),
        ("aspects: 5\n", "input.invalid", "항목과 값의 목록이 아님"),
        ("sources: one\n", "input.invalid", "목록이 아님"),
        ("effective_from: soon\n", "input.invalid", "날짜가 아님 (예: 2010-03-31)"),
        ("rounding: down\n", "input.invalid", "허용되는 값: 'half-up'"),
    ],
)
def test_a_single_field_is_told_in_korean_too(tmp_path: Path, text: str, code: str | None, ko: str | None) -> None:
    rules, found = check_rules(written(tmp_path, HEAD + text))
    if code is None:
        assert rules is not None  # a name that says one language keeps the other of the rules below
    else:
        assert [(it.code, it.ko) for it in found] == [(code, ko)]


def test_several_problems_are_raised_at_once() -> None:
    require_none(())
    with pytest.raises(RulesDoNotHold) as caught:
        require_none((problem("rules.scale-twice", "a"), problem("rules.no-phase", phase="x")))
    assert str(caught.value) == "a: every grade is given once\nthere is no phase 'x'"
