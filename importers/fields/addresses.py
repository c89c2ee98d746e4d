"""Postal addresses in one line or several → street, postcode and city; the persons named in c/o and v/ lines are dropped.

It checks no register: whether the street exists is for the geocoder.
"""

import re
from dataclasses import dataclass

from catalog.errors import InvalidValue
from catalog.text import clean_line

_CARE_OF = re.compile(r"(?i)(?:^|[\s,])(?:c/o|v/|att[n:.])\s?[^,]*")
_POST = re.compile(r"(?i)(?:^|[\s,])(?:NO?-?\s?)?(?P<postcode>[0-9]{4})\s+(?P<city>[^\W\d][^\d,]*?)\s*(?:,\s*(?:norge|norway|noreg))?$")
_SMALL = {"i", "på", "og", "ved"}


@dataclass(frozen=True, slots=True)
class Address:
    """A street address; each part is None where it is not told."""

    street: str | None = None
    postcode: str | None = None
    city: str | None = None


def address_from(value: object) -> Address:
    """The parts of an address as written ("c/o Kari, Storgata 1, 3400 LIER"); nothing is invented."""
    lines = [clean_line(line) for line in str(value or "")[:500].splitlines()]
    kept = (_CARE_OF.sub(" ", line).strip(" ,;") for line in lines)
    text = clean_line(", ".join(line for line in kept if line))
    match = _POST.search(text)
    if match is None:
        return Address(text or None)
    return Address(text[: match.start()].strip(" ,;") or None, match["postcode"], city_name(match["city"]))


def postcode_from(value: object) -> str | None:
    """Four digits, a zero that a spreadsheet lost put back ("150" is 0150); None for nothing. Raises `InvalidValue`."""
    digits = re.sub(r"(?i)^NO?-|\s|\.0$", "", clean_line(str(value or "")))
    if not digits:
        return None
    if not re.fullmatch(r"[0-9]{3,4}", digits):
        raise InvalidValue("postcode", value, "a postcode has four digits")
    return digits.zfill(4)


def city_name(value: object) -> str | None:
    """A place name, in running letters where it is all capitals (as in the postcode register): "NORDBY I ÅS" → "Nordby i Ås"."""
    text = clean_line(str(value or ""))[:100]
    if not text.isupper():
        return text or None
    words = text.lower().split(" ")
    return " ".join(
        word if n and word in _SMALL else "-".join(part.capitalize() for part in word.split("-")) for n, word in enumerate(words)
    )
