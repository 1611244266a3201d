"""Whether a committee is whole: its numbers, its civilians, its chairs, and who is in office."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from domain.committee_facts import Committee, CommitteeConstituted, Member
from domain.committee_refusals import (
    NotACommittee,
    NotInOffice,
    TooFewCivilians,
    TooFewMembers,
    TooManyMembers,
    WrongChairs,
)


def require_constituted(state: Committee, committee: str) -> CommitteeConstituted:
    """Return how *committee* was constituted.

    Raises:
        NotACommittee: it was not.
    """
    if state.constituted is None:
        raise NotACommittee(committee=committee)
    return state.constituted


def require_in_office(state: Committee, made: CommitteeConstituted, person: str, day: date) -> Member:
    """Return the member *person*, who is in office on *day*.

    Raises:
        NotInOffice: the person is not.
    """
    member = state.members.get(person)
    if member is None or not member.is_in_office(day):
        raise NotInOffice(person=person, committee=made.committee, day=day)
    return member


def require_whole(state: Committee, day: date) -> None:
    """Let pass a committee that has its numbers, civilians and chairs on *day*.

    Raises:
        Refusal: it has not.
    """
    made = state.constituted
    assert made is not None, "it is constituted"  # noqa: S101 - narrows the type
    rule, members = made.rule, state.in_office(day)
    least = rule.least_if_short if made.short and rule.least_if_short else rule.least
    if len(members) < least:
        raise TooFewMembers(committee=made.committee, members=len(members), least=least)
    if len(members) > rule.most:
        raise TooManyMembers(committee=made.committee, members=len(members), most=rule.most)
    require_civilians(members.values(), made)
    require_chairs(state, made, day)


def require_civilians(members: Collection[Member], made: CommitteeConstituted) -> None:
    """Let *members* pass if enough of them are civilians.

    Raises:
        TooFewCivilians: they are not.
    """
    civilians, needed = civilians_of(members), made.rule.civilians.at_least(len(members))
    if civilians < needed:
        told = {"members": len(members), "civilians": civilians, "needed": needed}
        raise TooFewCivilians(committee=made.committee, **told)


def civilians_of(members: Iterable[Member]) -> int:
    """Return how many of *members* come from outside the government."""
    return sum(it.civilian for it in members)


def require_chairs(state: Committee, made: CommitteeConstituted, day: date) -> None:
    """Let pass chairs who are as many as the rule says, in office, and civilians as far as it asks.

    Raises:
        Refusal: they are not.
    """
    rule = made.rule
    named = (*state.chairs, *((state.substitute,) if state.substitute else ()))
    members = [require_in_office(state, made, person, day) for person in named]
    civilians = civilians_of(members[: len(state.chairs)])
    if len(set(named)) != len(named) or len(state.chairs) != rule.chairs or civilians < rule.civilian_chairs:
        given = ", ".join(named) or "-"
        told = {"needed": rule.chairs, "civilians": rule.civilian_chairs, "given": given}
        raise WrongChairs(committee=made.committee, **told)
