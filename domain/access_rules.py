"""What a year's rules say of break-glass access to sealed texts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from domain.messages import Value

_Role = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{1,40}$")]


class AccessRules(Value):
    """Who may ask for sealed texts, who may approve it, and for how many hours it is given."""

    hours: Annotated[int, Field(ge=1, le=72)]
    ask: Annotated[tuple[_Role, ...], Field(min_length=1)]
    approve: Annotated[tuple[_Role, ...], Field(min_length=1)]
