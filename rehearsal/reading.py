"""Reading the files of a case: what does not hold is refused with file, field and line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from activities.yaml_files import line_of, read_yaml
from domain.parsing import refusal_of
from domain.refusals import Refusal
from rehearsal.case import Case, Where
from rehearsal.names import names_of, repeated
from rehearsal.refusals import CaseInvalid, NamedTwice, UnknownName


def read(path: Path, form: Any) -> Any:
    """Return the content of *path*, which must have the *form*.

    Raises:
        Refusal: there is no such file, it is no YAML, or it has another form.
    """
    return checked(path, read_yaml(path), form)


def checked(path: Path, data: Any, form: Any) -> Any:
    """Return *data* of *path* in its *form*.

    Raises:
        CaseInvalid: it has another form.
    """
    try:
        return TypeAdapter(form).validate_python(data)
    except ValidationError as error:
        where = error.errors(include_url=False)[0]["loc"]
        raise invalid(path, where, refusal_of(path.name, error)) from error


def require_names(case: Case, files: Mapping[str, Path]) -> None:
    """Let pass a case in which every name stands for one thing, and is explained; *files*: what stands where.

    Raises:
        CaseInvalid: a name is given twice, or is not explained.
    """
    for file, where, kind, name in repeated(case):
        raise invalid(files[file], where, NamedTwice(kind=kind, name=name))
    for file, where, kind, used, known in names_of(case):
        if used is not None and used not in known:
            raise invalid(files[file], where, UnknownName(kind=kind, name=used))


def invalid(path: Path, where: Where, refusal: Refusal) -> CaseInvalid:
    """Return *refusal* with the place it is about."""
    return CaseInvalid(
        file=path.name,
        field=".".join(map(str, where)) or "-",
        line=line_of(path, where),
        reason=refusal.code,
        problem=refusal.sentence("en"),
        problem_ko=refusal.sentence("ko"),
    )
