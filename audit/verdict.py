"""What a verification found: everything that is not as it was recorded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

_MOST_FINDINGS = 100


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was recorded."""

    position: int | None  # None: it concerns the log as a whole
    code: str
    detail: str


@dataclass
class Verdict:
    """The result of a verification."""

    events: int = 0
    root: str = ""
    findings: list[Finding] = field(default_factory=list)
    keyless: Counter[str] = field(default_factory=Counter)  # subject: events with texts that nobody can open any more

    @property
    def ok(self) -> bool:
        """Whether nothing was found; a key that is gone is no damage to the log."""
        return not self.findings

    def add(self, position: int | None, code: str, detail: str) -> None:
        """Note a finding; beyond a hundred, more of them would hide the first."""
        if len(self.findings) < _MOST_FINDINGS:
            self.findings.append(Finding(position, code, detail))
