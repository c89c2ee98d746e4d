"""A local server that answers as the open registers do: HAL, pages of units, `searchAfter` with at most 100 entries a page.

Every organisation in it is invented; the numbers are made to have right check digits.
"""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.web_server import Answer, Request, WebServer

UNITS = "/enhetsregisteret/api/enheter"
VOLUNTARY = "/frivillighetsregisteret/api/frivillige-organisasjoner"
WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def number_of(count: int) -> str:
    """A valid organisation number, another one for each count below 100,000."""
    for attempt in range(10):
        digits = f"9{attempt}{count:06d}"
        check = -sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11
        if check < 10:
            return f"{digits}{check}"
    raise ValueError(count)


def unit(count: int, name: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401  any member of the register
    """A unit as the register tells it, with everything that must not be stored."""
    known: dict[str, Any] = {
        "organisasjonsnummer": number_of(count),
        "navn": name,
        "organisasjonsform": {"kode": "FLI", "beskrivelse": "Forening/lag/innretning"},
        "postadresse": {"adresse": ["c/o Hemmelig Person", "Hjemmeveien 1"], "postnummer": "3400", "poststed": "LIER"},
        "forretningsadresse": {"adresse": ["Bruveien 2"], "postnummer": "3400", "poststed": "LIER", "kommunenummer": "3312"},
        "mobil": "98765432",
        "registrertIFrivillighetsregisteret": True,
        "stiftelsesdato": "1984-03-01",
        "konkurs": False,
        "underAvvikling": False,
        "underTvangsavviklingEllerTvangsopplosning": False,
    }
    return {**known, **more}


def at_home(*lines: str) -> dict[str, Any]:
    """A business address that is a person's home."""
    return {"forretningsadresse": {"adresse": list(lines), "postnummer": "3400", "poststed": "LIER", "kommunenummer": "3312"}}


def entry(count: int, *codes: str, status: str = "REGISTRERT") -> dict[str, Any]:
    """An entry of the voluntary register, its codes in the given order but listed backwards."""
    listed = [{"icnpoNummer": code, "kategori": "ICNPOKategori.X", "navn": None, "rekkefoelge": at} for at, code in enumerate(codes, 1)]
    return {
        "organisasjonsnummer": number_of(count),
        "frivilligOrganisasjonsstatus": status,
        "kontonummer": "12345678903",
        "icnpoKategorier": listed[::-1],
    }


@dataclass
class Register:
    """What the two registers hold, and how they answer. `page` is how many units are on one page."""

    server: WebServer
    units: list[dict[str, Any]] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    page: int = 3

    def __post_init__(self) -> None:
        self.server.program(UNITS, self._units)
        self.server.program(VOLUNTARY, self._entries)
        self.server.answer("/robots.txt", status=404)

    @property
    def location(self) -> str:
        """The question about the organisations of Lier."""
        return self.server.address(f"{UNITS}?registrertIFrivillighetsregisteret=true&kommunenummer=3312")

    def program_singles(self) -> None:
        """From now on each unit and entry that there is answers under its own number."""
        for one in self.units:
            self.server.answer(f"{UNITS}/{one['organisasjonsnummer']}", json.dumps(one))
        for one in self.entries:
            self.server.answer(f"{VOLUNTARY}/{one['organisasjonsnummer']}", json.dumps(one))

    def _units(self, request: Request) -> Answer:
        asked = parse_qs(urlsplit(request.path).query)
        number = int(asked.get("page", ["0"])[0])
        total = -(-len(self.units) // self.page)
        document: dict[str, Any] = {"_links": {"self": {"href": self.server.address(request.path)}}}
        document["page"] = {"size": self.page, "totalElements": len(self.units), "totalPages": total, "number": number}
        if shown := self.units[number * self.page : (number + 1) * self.page]:
            document["_embedded"] = {"enheter": shown}
        if number + 1 < total:
            document["_links"]["next"] = {"href": f"{self.location}&page={number + 1}"}
        return Answer(json.dumps(document).encode())

    def _entries(self, request: Request) -> Answer:
        asked = parse_qs(urlsplit(request.path).query)
        size, after = int(asked.get("size", ["20"])[0]), asked.get("searchAfter", [""])[0]
        if size > 100:
            return Answer(b'{"message": "size cannot exceed 100"}', 400)
        left = sorted((one for one in self.entries if one["organisasjonsnummer"] > after), key=lambda one: str(one["organisasjonsnummer"]))
        document: dict[str, Any] = {"_links": {}}
        if shown := left[:size]:
            document["_embedded"] = {"frivilligeOrganisasjoner": shown}
        if len(left) > size:
            last = shown[-1]["organisasjonsnummer"]
            document["_links"]["next"] = {"href": self.server.address(f"{VOLUNTARY}?size={size}&searchAfter={last}")}
        return Answer(json.dumps(document).encode())
