"""What ties a person to an item, computed from the log: posts, heads, relations and contracts (SOD-04, 06, 07).

Nobody has to say it of himself, and who takes over from another is looked at afresh (SOD-12).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.body import BODY
from domain.body_facts import Body
from domain.calendar import months_after
from domain.committee_rules import RecusalRules
from domain.ids import body_stream, person_stream
from domain.interests import INTERESTS, DeclareInterest, InterestDeclared, Interests
from domain.messages import Facts
from domain.person import PERSON, Person
from domain.person_ids import interests_stream
from domain.relation import is_relative

Ground = Literal[
    "self",
    "direct-superior",
    "relation",
    "head",
    "post",
    "headed",
    "research-contract",
    "advisory-fee",
    "litigation",
    "shares",
]
DEFAULT = RecusalRules()


@dataclass(frozen=True)
class About:
    """What is judged: a body, one of its units, a person.

    *own* is the body whose own committee judges: there a post conflicts only in the unit judged.
    """

    body: str | None
    unit: str | None = None
    person: str | None = None
    own: str | None = None

    @property
    def is_inside(self) -> bool:
        """Whether a body judges what is its own."""
        return self.body is not None and self.body == self.own


@dataclass(frozen=True)
class Conflict:
    """Why a person takes no part; *source* is what the log says it by."""

    ground: Ground
    source: str


def about_of(text: str, person: str | None = None, own: str | None = None) -> About:
    """Return what an item's text is about: a year is no body, BODY/UNIT is a unit."""
    body, _, unit = text.partition("/")
    return About(None if body.isdigit() else body, unit or None, person, own)


def conflicts(
    facts: Facts, person: str, about: About, rules: RecusalRules = DEFAULT, day: date | None = None
) -> tuple[Conflict, ...]:
    """Return all that ties *person* to what is judged on *day*, or today; nothing: he may take part."""
    today = day or facts.at.date()
    found = [*_personal(facts, person, about, today)]
    if about.body is not None:
        body = facts.read(BODY, body_stream(about.body))
        found += _heads(facts, person, about, rules, today)
        found += _posts(facts.read(PERSON, person_stream(person)), about, body, rules, today)
    found += _interests(facts, person, about, rules, today)
    return tuple(dict.fromkeys(found))


def _personal(facts: Facts, person: str, about: About, today: date) -> Iterable[Conflict]:
    if about.person is None:
        return
    if person == about.person:
        yield Conflict("self", person)
    years = facts.read(PERSON, person_stream(about.person)).years
    if years and years[max(years)].first == person:
        yield Conflict("direct-superior", about.person)
    if person != about.person and is_related(facts, person, about.person, today):
        yield Conflict("relation", about.person)


def is_related(facts: Facts, one: str, other: str, day: date) -> bool:
    """Return whether *one* and *other* are relatives by the rules of the year, or one of them declared a relation."""
    ours, theirs = facts.read_all(INTERESTS, [interests_stream(one), interests_stream(other)])
    named = other in _relations(ours, day), one in _relations(theirs, day)
    return any(named) or is_relative(one, other, day.year, facts)


def _relations(interests: Interests, day: date) -> set[str | None]:
    """Return to whom relations were declared that last on *day*: they tie as long as they last, and no longer."""
    lasting = (it for it in interests.declared.values() if it.since <= day <= (it.until or date.max))
    return {it.other for it in lasting} - {None}


def _heads(facts: Facts, person: str, about: About, rules: RecusalRules, today: date) -> Iterable[Conflict]:
    """Yield that *person*, or a relative, leads what is judged or what stands above it, or led it not long ago."""
    body = facts.read(BODY, body_stream(str(about.body)))
    for unit in (*body.line(about.unit), None):
        source = "/".join(filter(None, (about.body, unit)))
        until = body.led_until(person, unit, today)
        if body.leads(person, unit, today):
            yield Conflict("head", source)
        elif until is not None and today < months_after(until, rules.head_months):
            yield Conflict("headed", source)
        head = body.head_of(unit)
        if head not in (None, person) and is_related(facts, person, str(head), today):
            yield Conflict("relation", str(head))


def _posts(person: Person, about: About, body: Body, rules: RecusalRules, today: date) -> Iterable[Conflict]:
    """Yield the posts that *person* holds, or left within the rules' time, in what is judged."""
    since = months_after(today, -rules.post_months)
    for body_id, unit, until in _posts_of(person):
        if body_id == about.body and (until is None or until >= since) and _is_there(unit, about, body):
            yield Conflict("post", f"{body_id}/{unit}")


def _posts_of(person: Person) -> Iterable[tuple[str, str, date | None]]:
    """Yield body, unit and last day of every post on record; None: it is held now."""
    for move in person.service.transfers:
        if move.from_unit is not None:
            yield move.body, move.from_unit, move.day
    now = person.unit()
    if person.registered is not None and now is not None:
        last = person.service.transfers[-1].body if person.service.transfers else person.registered.body
        yield last, now, None


def _is_there(unit: str, about: About, body: Body) -> bool:
    """Return whether *unit* is in what is judged; from another body's view all of a body is one."""
    if not about.is_inside:
        return True
    return about.person is None and about.unit is not None and about.unit in body.line(unit)


def _interests(facts: Facts, person: str, about: About, rules: RecusalRules, today: date) -> Iterable[Conflict]:
    """Yield what *person* declared and the rules' time has not wiped out."""
    for it in facts.read(INTERESTS, interests_stream(person)).declared.values():
        if it.kind != "relation" and is_interest_in(it, about, rules, today):
            yield Conflict(it.kind, it.interest)


def is_interest_in(it: InterestDeclared | DeclareInterest, about: About, rules: RecusalRules, day: date) -> bool:
    """Return whether the interest is in what is judged and *rules* still count it on *day*.

    One in all of a body is in each of its units.
    """
    touches = it.body == about.body and (it.unit is None or about.unit is None or it.unit == about.unit)
    return touches and _counts(it, rules, day)


def _counts(it: InterestDeclared | DeclareInterest, rules: RecusalRules, today: date) -> bool:
    months = {"headed": rules.head_months, "post": rules.post_months}.get(it.kind, rules.interest_months)
    return it.since <= today and (it.until is None or it.until >= months_after(today, -months))
