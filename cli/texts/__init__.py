"""Every text of the command line, in Korean and English, by key; and which of the two is spoken.

The texts stand by area in the modules of this package.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cli.texts import (
    access,
    acts,
    acts_of_office,
    answers,
    bodies,
    burden,
    committees,
    exchange,
    fields,
    fields_of_government,
    follow_up,
    indicators,
    integrity,
    options,
    pages,
    personnel,
    persons,
    promotion,
    refusals,
    results,
    rewards,
    rules,
    running,
    self_evaluation,
    specific,
)
from domain.korean import with_particles

AREAS = (
    pages,
    options,
    refusals,
    answers,
    acts,
    acts_of_office,
    fields,
    fields_of_government,
    running,
    self_evaluation,
    integrity,
    rules,
    results,
    personnel,
    persons,
    indicators,
    follow_up,
    rewards,
    promotion,
    access,
    committees,
    exchange,
    specific,
    burden,
    bodies,
)
TEXTS: dict[str, tuple[str, str]] = {key: text for area in AREAS for key, text in area.TEXTS.items()}

_spoken = "en"


def language_of(environment: Mapping[str, str]) -> str:
    """Return ``ko`` or ``en``: SACHO_LANG, else what the locale says, else English.

    >>> language_of({"LANG": "ko_KR.UTF-8"}), language_of({"LANG": "ko_KR.UTF-8", "SACHO_LANG": "en"})
    ('ko', 'en')
    """
    chosen = environment.get("SACHO_LANG", "")
    if chosen in ("ko", "en"):
        return chosen
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "ko" if locale.startswith("ko") else "en"


def speak(which: str) -> None:
    """Speak *which* language, ``ko`` or ``en``, from now on."""
    global _spoken  # noqa: PLW0603 - one process speaks one language
    _spoken = which


def language() -> str:
    """Return the language that is spoken."""
    return _spoken


def has(key: str) -> bool:
    """Return whether there is a text *key*."""
    return key in TEXTS


def pair(key: str) -> tuple[str, str]:
    """Return the text *key* in Korean and in English."""
    return TEXTS[key]


def say(key: str, **facts: Any) -> str:
    """Return the text *key* in the language spoken, with *facts* filled in."""
    text = TEXTS[key][0 if _spoken == "ko" else 1]
    told = text.format_map(facts) if facts else text
    return with_particles(told) if _spoken == "ko" else told
