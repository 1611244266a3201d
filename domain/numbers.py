"""Units of measure, and the one form in which a number is stored and shown."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field


def plain(number: Decimal) -> Decimal:
    """Return *number* in its one canonical form: no exponent, no trailing zeros.

    >>> plain(Decimal("95.00")), plain(Decimal("1E+2")), plain(Decimal("-0"))
    (Decimal('95'), Decimal('100'), Decimal('0'))
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Decimal(0) if text in ("-0", "") else Decimal(text)


def in_points(number: Decimal | str) -> str:
    """Return a score as it is shown: at least two decimals, none of them lost.

    >>> in_points("96.3"), in_points(Decimal("74.7125000"))
    ('96.30', '74.7125')
    """
    whole, _, decimals = format(plain(Decimal(number)), "f").partition(".")
    return f"{whole}.{decimals:0<2}"


Number = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=24), AfterValidator(plain)]
Percent = Annotated[Decimal, Field(gt=0, le=100, decimal_places=2), AfterValidator(plain)]
Points100 = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2), AfterValidator(plain)]
Points10 = Annotated[Decimal, Field(ge=0, le=10, decimal_places=2), AfterValidator(plain)]
Bonus = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2), AfterValidator(plain)]
