"""Quorums, majorities and shares of civilians, for all counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.scoring.voting import Share, is_carried, is_quorate

HALF, TWO_THIRDS = Share(of=1, out_of=2), Share(of=2, out_of=3)


@pytest.mark.parametrize(("members", "civilians"), [(10, 7), (11, 8), (12, 8), (23, 16), (24, 16), (30, 20)])
def test_c_03_two_thirds_are_rounded_up(members: int, civilians: int) -> None:
    assert TWO_THIRDS.at_least(members) == civilians


@pytest.mark.parametrize(("members", "needed"), [(15, 8), (14, 8), (13, 7), (1, 1)])
def test_a_quorum_is_more_than_half_of_those_in_office(members: int, needed: int) -> None:
    assert HALF.more_than(members) == needed
    assert is_quorate(needed, members, HALF)
    assert not is_quorate(needed - 1, members, HALF)


def test_golden_eight_present_four_to_four_fails_and_five_to_three_passes() -> None:
    assert not is_carried(4, 8, HALF)
    assert is_carried(5, 8, HALF)


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_majority_is_more_in_favour_than_all_others_present(in_favour: int, others: int) -> None:
    assert is_carried(in_favour, in_favour + others, HALF) == (in_favour > others)


@given(st.integers(0, 500), st.integers(1, 9), st.integers(1, 9))
def test_at_least_is_the_fewest_that_reach_the_share(number: int, of: int, more: int) -> None:
    share = Share(of=of, out_of=of + more - 1)
    fewest = share.at_least(number)
    assert fewest * share.out_of >= share.of * number
    assert fewest == 0 or (fewest - 1) * share.out_of < share.of * number


@given(st.integers(0, 500), st.integers(0, 9), st.integers(1, 9))
def test_more_than_is_the_fewest_above_the_share(number: int, of: int, more: int) -> None:
    share = Share(of=of, out_of=of + more)
    fewest = share.more_than(number)
    assert fewest * share.out_of > share.of * number
    assert (fewest - 1) * share.out_of <= share.of * number


def test_a_share_is_at_most_the_whole() -> None:
    with pytest.raises(ValueError, match="at most the whole"):
        Share(of=3, out_of=2)
