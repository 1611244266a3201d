"""A form that changes something starts from what there is; what a file leaves out stays as it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from activities.requests import DONE
from cli.present import completed
from domain.ids import SYSTEM
from domain.objectives import Indicator
from domain.phase_commands import MovePhase
from domain.plan import PLAN
from domain.plan_state import Plan
from eventstore.codec import decode
from eventstore.port import Query
from eventstore.sql import SqlLog
from projections.runner import catch_up
from runtime.databases import engines
from tests.cli.conftest import Said, Type
from tests.support.house import house_on
from tests.support.office import AMENDMENT, KIPO, YEAR
from tests.support.spec import moment

ASK = "2010/KIPO/amendment/request-amendment/PROMO"


@pytest.fixture
def july(sacho: Type, desk: Path) -> Type:
    """Return the command line while the plan can be amended."""
    log = SqlLog(*engines(f"sqlite:///{desk}"))
    with house_on(log) as house:
        house.clock.set(moment("2010-12-28"))
        longer = MovePhase(year=YEAR, body=KIPO, phase="amendment", due=date(2010, 12, 31), reason="a new law")
        assert isinstance(house.ask(SYSTEM, longer, "longer"), DONE)
        house.open(AMENDMENT, "2010-12-28")
    catch_up(log)
    log.close()
    return sacho


def plan_of(desk: Path) -> Plan:
    log = SqlLog(*engines(f"sqlite:///{desk}"))
    state = PLAN.fold([decode(row) for row in log.read(Query(streams=[f"plan/{YEAR}/{KIPO}"]))])
    log.close()
    return state


def ask(sacho: Type, folder: Path, form: dict[str, Any]) -> Said:
    file = folder / "form.yaml"
    file.write_text(yaml.safe_dump(form), encoding="utf-8")
    return sacho("tasks", "complete", ASK, "--as", "ada", "--file", file, "--json")


def form_of(sacho: Type) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(sacho("tasks", "show", ASK, "--json").data["template"])
    return found


LATE = {"reason": "a new law"}


def test_the_form_of_an_amendment_starts_from_the_plan_in_force(july: Type, desk: Path) -> None:
    (found,) = form_of(july)["indicators"]
    assert Indicator.model_validate(found) == plan_of(desk).definitions["P-01"][-1]


def test_what_the_file_leaves_out_stays_as_it_is(july: Type, desk: Path, tmp_path: Path) -> None:
    said = ask(july, tmp_path, {"indicators": [{"code": "P-01", "target": "74"}], **LATE})
    assert (said.code, said.data["outcome"]) == (0, "recorded")
    state = plan_of(desk)
    (asked,) = state.requests[-1].indicators
    assert dict(asked) == {**dict(state.definitions["P-01"][-1]), "target": Decimal(74)}


def test_a_field_is_emptied_only_by_saying_so(july: Type, desk: Path, tmp_path: Path) -> None:
    said = ask(july, tmp_path, {"indicators": [{"code": "P-01", "target": None}], **LATE})
    assert said.code == 0
    assert plan_of(desk).requests[-1].indicators[0].target is None


def test_a_form_given_back_unchanged_changes_nothing(july: Type, tmp_path: Path) -> None:
    said = ask(july, tmp_path, {**form_of(july), **LATE})
    assert (said.code, said.data["code"]) == (1, "plan.nothing-amended")


TREE = {
    "objectives": [{"id": "O1", "targets": [{"id": "T1", "indicators": [{"code": "A", "weight": 1, "note": "n"}]}]}]
}


def test_items_keep_what_is_left_out_by_their_ids() -> None:
    change = {"objectives": [{"id": "O1", "targets": [{"id": "T1", "indicators": [{"code": "A", "weight": 2}]}]}]}
    kept = completed(change, TREE)["objectives"][0]["targets"][0]["indicators"]
    assert kept == [{"code": "A", "weight": 2, "note": "n"}]


def test_an_item_that_is_not_listed_is_gone_and_a_new_one_starts_empty() -> None:
    change = {"objectives": [{"id": "O2"}]}
    assert completed(change, TREE) == change


_keys = some.sampled_from(["code", "a", "b"])
_trees = some.recursive(
    some.integers() | some.none(), lambda it: some.lists(it, max_size=3) | some.dictionaries(_keys, it, max_size=3)
)


@given(some.dictionaries(_keys, _trees, max_size=3))
def test_what_is_left_out_whole_is_as_it_is(now: dict[str, Any]) -> None:
    assert completed({}, now) == now
    assert completed(now, {}) == now
