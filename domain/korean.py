"""Korean particles: the one that fits the word before it, instead of both."""

from __future__ import annotations

import re

_PARTICLES = {  # as texts write them: after a final consonant, after a vowel
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "과(와)": ("과", "와"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)라": ("이라", "라"),
}
_BOTH = re.compile(r"([가-힣0-9])((?:\([A-Za-z0-9._-]+\))?[%'\")\]]*)(" + "|".join(map(re.escape, _PARTICLES)) + ")")
_FIRST, _FINALS, _RIEUL = ord("가"), 28, 8  # how Unicode counts syllables by their final consonant
_DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))


def with_particles(text: str) -> str:
    """Return *text* with each doubled particle settled by the syllable or digit before it.

    An id in brackets after a name is not read aloud. After anything else, such as a Latin letter, whose
    reading nobody can know, both stay.

    >>> with_particles("315과(와) '폭설'을(를) 7(으)로, 국장(P-DG)은(는) P-DG은(는)")
    "315와 '폭설'을 7로, 국장(P-DG)은 P-DG은(는)"
    """
    return _BOTH.sub(_settled, text)


def _settled(found: re.Match[str]) -> str:
    last, closing, both = found.groups()
    final = (ord(_DIGITS.get(last, last)) - _FIRST) % _FINALS
    consonant = final != 0 and not (both == "(으)로" and final == _RIEUL)
    return last + closing + _PARTICLES[both][0 if consonant else 1]
