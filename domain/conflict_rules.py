"""What a year's rules say of who is too near to decide: relatives by degree, and who headed a body lately."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from domain.messages import Value

Degree = Annotated[int, Field(ge=1, le=20)]  # 촌수
_UpTo = Annotated[int, Field(ge=0, le=20)]


class ConflictRules(Value):
    """Who does not decide (SOD-04); the defaults exclude nobody but a spouse."""

    blood: _UpTo = 0  # the last degree of blood relatives that is excluded
    affinity: _UpTo = 0  # the last degree of relatives by marriage
    headed_months: Annotated[int, Field(ge=0, le=120)] = 0  # after heading a unit or body, nobody scores it so long
