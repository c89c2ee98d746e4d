"""Norwegian street addresses as text: taken apart, and brought to a key that spellings of one address share.

Parsing never guesses: what is not there is None. "c/o" lines are dropped, since they name persons.
"""

import re
import unicodedata
from dataclasses import dataclass

from catalog.text import clean_line, name_key

_CARE_OF = re.compile(r"^\s*(?:c/o|v/)\s", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\([^)]*\)")
_TAIL = r"(?:NO?[-\s])?(?P<postcode>\d{4})"
_COUNTRY = r"\s*(?:[,;]\s*(?:Norge|Norway))?"
_POSTCODE = re.compile(rf"^(?P<rest>.*?)(?:^|[,;\s]+){_TAIL}\s+(?P<city>[^\W\d][^\d,;]*?){_COUNTRY}$", re.IGNORECASE)
_LONE_POSTCODE = re.compile(rf"^(?P<rest>.*?)(?:^|[,;]\s*|(?<=\d)\s+){_TAIL}{_COUNTRY}$", re.IGNORECASE)
_LETTER = r"\s*(?P<letter>[A-ZÆØÅ])?"
_HOUSE = re.compile(rf"^(?P<street>.*[^\W\d_].*?)\s*(?P<number>\d{{1,4}}){_LETTER}(?:\s*[-–/]\s*\d+\s*[A-ZÆØÅ]?)?$", re.IGNORECASE)
_ENDINGS = (
    (re.compile(r"veg(en)?$"), r"vei\1"),
    (re.compile(r"^vg?\.$"), "vei"),
    (re.compile(r"(?<=\w)v\.$"), "veien"),
    (re.compile(r"^gt?\.$"), "gate"),
    (re.compile(r"(?<=\w)gt\.$"), "gata"),
    (re.compile(r"gaten$"), "gata"),
    (re.compile(r"^all[eé]$"), "alle"),
)


@dataclass(frozen=True, slots=True)
class StreetAddress:
    """An address taken apart. `street` may also be a place's name when there is no `number`."""

    street: str | None = None
    number: int | None = None
    letter: str | None = None
    postcode: str | None = None
    city: str | None = None

    @property
    def key(self) -> str:
        """What spellings of the address share, postcode left out; empty when no street is known."""
        return address_key(self.street, self.number, self.letter) if self.street else ""

    @property
    def line(self) -> str:
        """The address as one writes it: "Finstadrabben 148B, 1475 Finstadjordet"."""
        house = f"{self.number or ''}{self.letter or ''}"
        parts = (f"{self.street or ''} {house}".strip(), f"{self.postcode or ''} {self.city or ''}".strip())
        return ", ".join(part for part in parts if part)


def parse_address(text: str, postcode: str | None = None, city: str | None = None) -> StreetAddress:
    """The parts of an address in one text; a postcode and city given beside it come first.

    In "Lørenskog hus, Festplassen 1, 1473 Lørenskog" the part with a house number is the street.
    """
    line = clean_line(_PARENTHESIS.sub(" ", text))
    match = _POSTCODE.match(line) or _LONE_POSTCODE.match(line)
    rest = match["rest"] if match else line
    found = match.groupdict() if match else {}
    parts = [part.strip() for part in re.split(r"[,;]", rest) if part.strip() and not _CARE_OF.match(part)]
    street, number, letter = _house(parts)
    return StreetAddress(street, number, letter, postcode or found.get("postcode"), city or found.get("city"))


def _house(parts: list[str]) -> tuple[str | None, int | None, str | None]:
    for part in parts:
        match = _HOUSE.match(part)
        if match:
            return match["street"].strip(), int(match["number"]), (match["letter"] or "").upper() or None
    return (parts[0], None, None) if parts else (None, None, None)


def street_key(street: str) -> str:
    """What spellings of a street's name share: veg/vei, gaten/gata, v. and gt. written out, accents of é off."""
    words = unicodedata.normalize("NFC", street).casefold().replace("é", "e").split()
    for pattern, written_out in _ENDINGS:
        words = [pattern.sub(written_out, word) for word in words]
    return name_key(" ".join(words))


def address_key(street: str, number: int | None, letter: str | None) -> str:
    """Street key, number and letter: "tranbytorg 5", "finstadrabben 148b"."""
    return f"{street_key(street)} {number or ''}{(letter or '').lower()}".strip()
