"""Norwegian organisation numbers: nine digits with a check digit (Brønnøysund: weights 3 2 7 6 5 4 3 2, modulo 11)."""

import re

from catalog.errors import InvalidValue

_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)
_AROUND = re.compile(r"(?i)org(?:anisasjons)?\.?\s?n(?:umme)?r\.?|\bNO\b|\bNO(?=\d)|MVA|[\s.:\-\u00a0]")


def organisation_number(value: object) -> str | None:
    """The nine digits of a valid number, however it is spaced ("NO 988 077 917 MVA"); None for nothing.

    Raises `InvalidValue` when it is no such number: a wrong digit must not join one club's offers to another's.
    """
    digits = _AROUND.sub("", str(value or "").removesuffix(".0"))
    if not digits:
        return None
    if not re.fullmatch(r"[0-9]{9}", digits) or sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11:
        raise InvalidValue("organisation_number", value, "not a Norwegian organisation number")
    return digits
