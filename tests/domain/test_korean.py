from __future__ import annotations

import pytest

from domain.korean import with_particles
from domain.phase_refusals import PhaseIsClosed
from domain.refusals import UnknownPerson


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("315과(와) 310과(와)", "315와 310과"),
        ("'폭설'을(를), '감사'을(를)", "'폭설'을, '감사'를"),
        ("2011(으)로 2012(으)로 2010(으)로", "2011로 2012로 2010으로"),
        ("서울(으)로 부산(으)로", "서울로 부산으로"),
        ("40%이(가) 45)은(는)", "40%이 45)는"),
        ("과제와(과) 규칙와(과)", "과제와 규칙과"),
        ("'홍길동'(이)라는 '영희'(이)라는", "'홍길동'이라는 '영희'라는"),
        ("P-DG은(는) log.db을(를)", "P-DG은(는) log.db을(를)"),
        ("과(와)", "과(와)"),
    ],
)
def test_a_particle_fits_the_syllable_or_digit_before_it(text: str, settled: str) -> None:
    assert with_particles(text) == settled


def test_a_refusal_settles_its_particles_in_korean_only() -> None:
    refusal = UnknownPerson(person="미나", year=2010)
    assert refusal.sentence("ko").startswith("미나는 2010년도")
    assert UnknownPerson(person="은(는)1은(는)", year=2010).sentence("en").startswith("은(는)1은(는) is not")
    assert "은(는)" not in PhaseIsClosed(year=2010, body="특허청", phase="중간", closes="2010-06-30").sentence("ko")
