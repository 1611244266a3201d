"""A form given back is one command: by its token, or by what it says and what has happened since."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from cli.giving import _keyed
from domain.ids import mileage_stream, person_stream
from domain.mileage import MILEAGE, CreditMileage
from domain.parsing import parse_command
from domain.person import PERSON
from eventstore.codec import decode
from eventstore.port import Query
from eventstore.sql import SqlLog
from runtime.databases import engines
from tests.cli.conftest import Said, Type
from tests.support.office import KIPO, YEAR, board, mina, olga

Give = Callable[..., Said]
ROLE = f"person: {mina}\nrole: planning\nbody: {KIPO}\n"
CREDIT = f"year: {YEAR}\nbody: {KIPO}\nperson: {mina}\npoints: 0.5\nground: 개선 제안\n"


@pytest.fixture
def give(sacho: Type, tmp_path: Path) -> Give:
    """Return a function that gives an act with the text of a file."""

    def give_(actor: str, name: str, text: str, *more: str) -> Said:
        file = tmp_path / "form.yaml"
        file.write_text(text, encoding="utf-8")
        return sacho("act", name, "--as", actor, "--file", file, "--json", *more)

    return give_


def fold(desk: Path, decider: Any, stream: str) -> Any:
    log = SqlLog(*engines(f"sqlite:///{desk}"))
    state = decider.fold([decode(row) for row in log.read(Query(streams=[stream]))])
    log.close()
    return state


def held(desk: Path) -> Decimal:
    found: Decimal = fold(desk, MILEAGE, mileage_stream(YEAR, mina)).mileage
    return found


def form(sacho: Type, name: str = "CreditMileage") -> dict[str, Any]:
    """Return a form as it is shown, without comments."""
    found: dict[str, Any] = yaml.safe_load(sacho("act", name, "--json").data["template"])
    return found


def filled(sacho: Type, points: str = "0.5") -> str:
    said = {**form(sacho), "year": YEAR, "body": KIPO, "person": mina, "points": points, "ground": "개선 제안"}
    return yaml.safe_dump(said, allow_unicode=True)


def test_every_form_carries_a_token_of_its_own(sacho: Type) -> None:
    tokens = [form(sacho)["token"] for _ in range(3)]
    assert len(set(tokens)) == 3
    shown = sacho("act", "CreditMileage").out
    assert yaml.safe_load(shown)["token"].startswith("f-")  # so the page can be saved as the file


def test_a_form_given_back_twice_is_recorded_once(sacho: Type, give: Give, desk: Path) -> None:
    text = filled(sacho)
    first, again = give(board, "CreditMileage", text), give(board, "CreditMileage", f"\n{text}\n")
    assert [it.data["outcome"] for it in (first, again)] == ["recorded", "already-recorded"]
    assert held(desk) == Decimal("0.5")


def test_a_token_with_other_content_is_refused(sacho: Type, give: Give, desk: Path) -> None:
    text = filled(sacho)
    give(board, "CreditMileage", text)
    other = give(board, "CreditMileage", text.replace("0.5", "0.7"))
    assert (other.code, other.data["code"]) == (1, "command.same-id-other-content")
    assert held(desk) == Decimal("0.5")


def test_a_refused_form_is_corrected_and_given_back(sacho: Type, give: Give) -> None:
    text = filled(sacho, points="5.5")
    assert give(board, "CreditMileage", text).data["code"] == "mileage.cap"
    assert give(board, "CreditMileage", text.replace("5.5", "0.5")).data["outcome"] == "recorded"


def test_a_new_form_credits_the_same_once_more(sacho: Type, give: Give, desk: Path) -> None:
    for _ in range(2):
        assert give(board, "CreditMileage", filled(sacho)).data["outcome"] == "recorded"
    assert held(desk) == Decimal(1)


@pytest.mark.parametrize(
    "changed",
    [
        CREDIT + "\n",
        CREDIT.replace("points: 0.5", "points:   0.50"),
        "# a remark\n" + CREDIT,
        "".join(reversed(CREDIT.splitlines(keepends=True))),
    ],
    ids=["blank", "number", "remark", "order"],
)
def test_a_file_without_a_token_is_known_by_what_it_says(give: Give, desk: Path, changed: str) -> None:
    first, again = give(board, "CreditMileage", CREDIT), give(board, "CreditMileage", changed)
    assert [it.data["outcome"] for it in (first, again)] == ["recorded", "already-recorded"]
    assert held(desk) == Decimal("0.5")


def test_a_retry_of_a_credit_after_another_one_credits_nothing(give: Give, desk: Path) -> None:
    other = CREDIT.replace("0.5", "0.7")
    said = [give(board, "CreditMileage", text).data["outcome"] for text in (CREDIT, other, CREDIT)]
    assert said == ["recorded", "recorded", "already-recorded"]
    assert held(desk) == Decimal("1.2")


def test_a_role_that_was_revoked_is_granted_again(give: Give, desk: Path) -> None:
    acts = ("GrantRole", "RevokeRole", "GrantRole")
    said = [give(olga, name, ROLE).data for name in acts]
    assert [(it["outcome"], it["count"]) for it in said] == [("recorded", 1)] * 3
    assert ("planning", KIPO) in fold(desk, PERSON, person_stream(mina)).roles


def test_and_revoked_again(give: Give, desk: Path) -> None:
    for name in ("GrantRole", "RevokeRole", "GrantRole", "RevokeRole"):
        assert give(olga, name, ROLE).data["outcome"] == "recorded"
    assert ("verifier", KIPO) not in fold(desk, PERSON, person_stream(mina)).roles


def test_a_ballot_is_sealed_once_however_it_is_written(sacho: Type, tmp_path: Path) -> None:
    file, outcomes = tmp_path / "ballot.yaml", []
    for text in ("customer: 8.5, strategy: 9", "strategy: 9.0, customer: 8.50"):
        file.write_text(f"ballot: {{scores: {{{text}}}}}", encoding="utf-8")
        task = "2010/KIPO/final/rate-competency-second/mina"
        outcomes.append(sacho("tasks", "complete", task, "--as", "ben", "--file", file, "--json").data["outcome"])
    assert outcomes == ["recorded", "already-recorded"]


_texts = some.text(alphabet="가나다 ab", min_size=1, max_size=9).filter(str.strip)


@given(_texts, _texts, some.integers(1, 500), some.integers(1, 500))
def test_two_files_are_one_command_just_when_they_say_the_same(
    tmp_path_factory: pytest.TempPathFactory, one: str, other: str, first: int, second: int
) -> None:
    folder = tmp_path_factory.getbasetemp()

    def key(ground: str, hundredths: int) -> str:
        said = {"type": "CreditMileage", "year": YEAR, "body": KIPO, "person": mina, "ground": ground}
        wish = parse_command({**said, "points": Decimal(hundredths) / 100})
        assert isinstance(wish, CreditMileage)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_DATA_HOME", str(folder))
            return _keyed("token", wish, board)

    same = (one.strip(), first) == (other.strip(), second)
    assert (key(one, first) == key(other, second)) is same
