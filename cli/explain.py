"""``sacho explain``: why a person has these scores, a programme this budget, a ministry its specific result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.command import Call, Trouble, command
from cli.logs import reading
from cli.options import AnyBody, AnyDay, AnyPerson, Year
from cli.scores import known_year
from cli.texts import say

if TYPE_CHECKING:
    from audit.time_machine import Moment

AnySpecific = Annotated[str | None, typer.Option("--specific", metavar="BODY")]
AnyProgramme = Annotated[str | None, typer.Option("--programme", metavar="PROGRAMME")]


@command("explain")
def explain(  # noqa: PLR0913, PLR0917 - the options of one command
    call: Call,
    year: Year,
    person: AnyPerson = None,
    programme: AnyProgramme = None,
    specific: AnySpecific = None,
    body: AnyBody = None,
    as_of: AnyDay = None,
    known_at: AnyDay = None,
) -> None:
    """Show why a person, a programme's budget or a ministry's specific result is what it is, down to events."""
    from audit.time_machine import Moment

    if [person, programme, specific].count(None) != 2:  # noqa: PLR2004 - one of three is given
        raise typer.BadParameter(say("misuse.explain"))
    if specific is not None:
        from cli.specific import explain_ministry

        explain_ministry(call, year, specific)
    elif person is not None:
        _person(call, year, person, Moment(known_at=known_at, as_of=as_of))
    elif programme is not None:
        if body is None or as_of or known_at:
            raise typer.BadParameter(say("misuse.explain-programme"))
        _programme(call, year, body, programme)


def _person(call: Call, year: int, person: str, moment: Moment) -> None:
    from audit.explain import explain as explanation_of
    from cli.outcome import titles_of
    from cli.proof import draw_proof
    from projections.queries import names
    from projections.stored import cycle_opened

    with reading(call) as log, known_year(log, moment, year) as connection:
        try:
            found = explanation_of(log, connection, year, person)
        except LookupError as error:
            raise Trouble("person.none", person=person, year=year) from error
        opened = cycle_opened(connection, year)
        competency = opened.of(found.scores.body).rules.competency
        categories = {f"category/{it.category}": it.name.model_dump() for it in competency}
        shown = {**names(connection), **categories, **titles_of(opened)}
        call.answer(found.as_data(), lambda it: draw_proof(it, shown))


def _programme(call: Call, year: int, body: str, programme: str) -> None:
    from audit.programmes import explain_programme
    from audit.time_machine import Moment
    from cli.outcome import titles_of
    from cli.programme_proof import draw_programme
    from projections.queries import names
    from projections.stored import cycle_opened

    with reading(call) as log, known_year(log, Moment(), year) as connection:
        opened = cycle_opened(connection, year)
        try:
            found = explain_programme(log, opened, body, programme)
        except LookupError as error:
            raise Trouble("programme.unknown", programme=programme, body=body, year=year) from error
        shown = {**names(connection), **titles_of(opened)}
        call.answer(found, lambda it: draw_programme(it, shown))
