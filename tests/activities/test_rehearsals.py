"""A log says itself whether it is a rehearsal."""

from __future__ import annotations

import pytest

from activities.commands import Door
from activities.rehearsals import OwnTime, command_id, own_time, rehearsed_case, require_present
from activities.requests import Request
from domain.body_commands import EstablishBody
from domain.ids import SYSTEM
from domain.messages import Label
from domain.refusals import Refusal
from eventstore.port import Log
from projections.inbox import Inbox
from runtime.clocks import SimulatedClock
from tests.support.house import House
from tests.support.spec import moment, require_sentences


def refused(log: Log, expected: type[Refusal], **facts: object) -> None:
    with pytest.raises(expected) as caught:
        require_present(log)
    assert caught.value.facts == {"place": log.place, **facts}
    require_sentences(caught.value)


def test_an_empty_log_and_a_record_live_in_the_present(log: Log, house: House) -> None:
    assert house.rows()
    require_present(log)
    assert (rehearsed_case(log), own_time(log)) == (None, None)


def test_a_rehearsal_stands_where_it_was_last_written(log: Log) -> None:
    require_present(log)
    wish = EstablishBody(body="KIPO", name=Label(ko="특허청", en="KIPO"))
    with Door(log, Inbox(), SimulatedClock(moment("2010-01-04T09:00"))) as door:
        door.call(Request(id=command_id("kipo-2010", "set-up", 1), actor=SYSTEM, command=wish))
    assert (rehearsed_case(log), own_time(log)) == ("kipo-2010", moment("2010-01-04T09:00"))
    refused(log, OwnTime, case="kipo-2010")
