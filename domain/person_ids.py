"""The streams about one person over the years, besides his own: each with the one function that derives its name."""

from __future__ import annotations


def qualification_stream(person: str, number: int) -> str:
    """Return the stream and workflow id of a person's qualification test, the *number*-th of a career."""
    return f"qualification/{person}/{number}"


def reinforcement_stream(person: str) -> str:
    """Return the stream of a person's bottom bands and reinforcement programmes."""
    return f"reinforcement/{person}"


def relation_stream(person: str) -> str:
    """Return the stream of whom a person declares to be related to."""
    return f"relation/{person}"


def access_stream(person: str) -> str:
    """Return the stream of who read a person's sealed texts by a break-glass access."""
    return f"access/{person}"


def card_stream(person: str) -> str:
    """Return the stream of a person's performance management card."""
    return f"card/{person}"


def interests_stream(person: str) -> str:
    """Return the stream of the interests a person declared."""
    return f"interests/{person}"
