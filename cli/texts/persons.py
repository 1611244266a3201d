"""Texts of ``sacho person`` and of what persons are told."""

TEXTS: dict[str, tuple[str, str]] = {
    "what.service": ("근무 부서 성과", "Units served in"),
    "what.reversal": ("가점 취소", "Reversal"),
    "explain.days": ("{weight}일 근무", "{weight} days"),
}
