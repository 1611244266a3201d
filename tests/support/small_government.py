"""A government of a few small ministries, in the pattern and under the rules of the example, played in seconds."""

from __future__ import annotations

import shutil
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "government-2010"
_CASE = """
case: small-2010
name: {ko: 작은 정부, en: A small government}
year: 2010
rules: rules.yaml
government: PMO
begins: 2010-01-01T08:00:00+09:00
operator: P-OPR
panels: 3
"""
_ORGANISATION = """
bodies:
  - body: PMO
    name: {ko: 국무총리실, en: Prime Minister's Office}
    units: [{unit: PMO-EVAL, level: office, name: {ko: 평가실, en: Evaluation Office}}]
"""
_CONDUCT = f"""
- at: 2010-01-18T10:00:00+09:00
  as: P-GDL
  do: {{type: IssueGuideline, body: PMO, phase: guidelines, title: {{ko: 지침, en: Guideline}}, document: {"a" * 64}}}
- at: 2011-06-20T10:00:00+09:00
  as: P-GDL
  do: {{type: ReportToCabinet, body: PMO, phase: close, document: {"b" * 64}}}
"""
_MEMBERS = ", ".join(f"{{person: C-{n}, civilian: true}}" for n in range(1, 6))
_COMMITTEE = f"""
- at: 2010-01-04T10:00:00+09:00
  as: P-GDL
  do: {{type: ConstituteCommittee, committee: gpec, kind: gpec, body: PMO, name: {{ko: 위원회, en: Committee}},
       since: 2010-01-04, chairs: [C-1, C-2], members: [{_MEMBERS}]}}
"""
_SITTINGS = """
- {{committee: gpec, called: 2010-12-10T09:30:00+09:00, at: 2010-12-22T09:30:00+09:00, results: true}}
- committee: gpec
  called: 2011-01-17T09:30:00+09:00
  at: 2011-01-26T10:00:00+09:00
  items: [{{item: reopen, title: {{ko: 재심의, en: Again}}, matter: reopen, concerns: {body}}}]
"""
_OFFICIAL = "- {{person: {0}, body: PMO, unit: PMO-EVAL, grade: 4, title: {{ko: 과장, en: Director}}, name: {1}{2}}}\n"
_PEOPLE = (("P-OPR", "가나다", ""), ("P-GDL", "나다라", "evaluation-office"), ("P-INS", "다라마", "inspector"))
_MINISTRY = """
  - body: {body}
    name: {{ko: {body}부, en: Ministry {body}}}
    kind: ministry
    group: {group}
    people: 8
    budget: 100000
    bureaus: [{{ko: 일, en: One}}, {{ko: 이, en: Two}}]
"""


def small_government(
    home: Path, seed: str, bodies: tuple[str, ...], reopened: str | None = None, **pattern: str
) -> Path:
    """Make the case of *bodies* in *home*; each of *pattern* is a line of pattern.yaml that says otherwise.

    The result of *reopened* in the specific evaluation is opened again by the committee.
    """
    folder = home / "small"
    folder.mkdir()
    for file in ("rules.yaml", "pattern.yaml"):
        shutil.copy(EXAMPLE / file, folder / file)
    people = (_OFFICIAL.format(who, name, f", roles: {{PMO: [{role}]}}" if role else "") for who, name, role in _PEOPLE)
    groups = "groups: {ministerial: {ko: 장관급, en: Big}, vice-ministerial: {ko: 차관급, en: Small}}\n"
    ministries = "".join(_MINISTRY.format(body=body, group="ministerial") for body in bodies)
    texts = {
        "case": _CASE,
        "organisation": _ORGANISATION,
        "people": "".join(people),
        "ministries": f"crowd: {{seed: {seed}, people: 0, fine: true}}\n{groups}ministries:{ministries}",
        "conduct": _CONDUCT + (_COMMITTEE if reopened else ""),
        "sittings": _SITTINGS.format(body=reopened) if reopened else "[]",
        "pattern": _otherwise((folder / "pattern.yaml").read_text(encoding="utf-8"), pattern),
    }
    for file, text in texts.items():
        (folder / f"{file}.yaml").write_text(text, encoding="utf-8")
    return folder


def _otherwise(text: str, lines: dict[str, str]) -> str:
    """Return *text* with other values where a line begins with one of the words."""
    for word, value in lines.items():
        before = next(line for line in text.splitlines() if line.strip().startswith(f"{word}:"))
        text = text.replace(before, f"{before.partition(':')[0]}: {value}", 1)
    return text
