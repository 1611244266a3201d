"""Rewards: once of a kind a year, never to oneself, under the cap (ACT 30; DEC 21)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from domain.refusals import NotAllowed, NotRegistered
from domain.reward import GrantReward, OwnReward, RewardCap, RewardGranted, RewardTwice
from tests.support.follow_up import government, inho
from tests.support.office import KIPO, YEAR, hr, mina, registered
from tests.support.spec import Given, spec


def granting(person: str = mina, amount: str = "100", kind: str = "bonus", **more: Any) -> GrantReward:
    said = {"year": YEAR, "body": KIPO, "person": person, "kind": kind, "amount": amount, "ground": "fast examinations"}
    return GrantReward.model_validate({**said, **more})


def granted(person: str = mina, amount: str = "100", kind: str = "bonus") -> RewardGranted:
    said = {name: it for name, it in dict(granting(person, amount, kind)).items() if name != "type"}
    return RewardGranted.model_validate({**said, "by": hr})


june = spec.given(government).at("2011-06-01")


def after(*events: RewardGranted) -> Given:
    return june.given(*events)


def test_personnel_rewards_a_person_for_the_years_results() -> None:
    june.when(hr, granting()).then(granted())


def test_a_commendation_costs_nothing() -> None:
    june.when(hr, granting(amount="0", kind="commendation")).then(granted(amount="0", kind="commendation"))


def test_others_do_not_reward() -> None:
    june.when(mina, granting()).then_refused(NotAllowed, role="hr")


def test_nobody_rewards_himself() -> None:
    june.given(registered(hr)).when(hr, granting(hr)).then_refused(OwnReward, actor=hr)


def test_only_people_of_the_body_are_rewarded() -> None:
    june.when(hr, granting(inho)).then_refused(NotRegistered, person=inho)
    june.when(hr, granting("nobody")).then_refused(NotRegistered)


def test_one_reward_of_a_kind_a_year() -> None:
    after(granted()).when(hr, granting(amount="50")).then_refused(RewardTwice, kind="bonus")
    after(granted()).when(hr, granting(kind="training", amount="0")).then(granted(kind="training", amount="0"))


@pytest.mark.parametrize(("amount", "fits"), [("400", True), ("400.01", False)])
def test_all_rewards_of_a_year_stay_under_the_cap(amount: str, fits: bool) -> None:
    asked = after(granted()).when(hr, granting("jun", amount))
    if fits:
        asked.then(granted("jun", amount))
    else:
        asked.then_refused(RewardCap, cap="500", left="400")


def test_the_cap_counts_all_rewards() -> None:
    spent = after(granted(), granted("jun", "300"))
    spent.when(hr, granting("ada", "100")).then(granted("ada", "100"))
    spent.when(hr, granting("ada", str(Decimal("100.5")))).then_refused(RewardCap, left="100")
