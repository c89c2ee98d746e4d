"""Units of Nasjonalt skoleregister, in every shape that it is passed on in, → `SchoolDraft`.

Names differ by version (v3 `Orgnr`, v4 `Organisasjonsnummer`, lists `orgnr`); what a shape leaves out is unknown.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalog.drafts import SchoolDraft
from catalog.errors import InvalidValue
from catalog.terms import PointQuality
from catalog.text import clean_line
from catalog.values import GradeRange, Point
from importers.contract import Notes
from importers.errors import NotThisFormat, RecordRejected
from importers.fields.addresses import city_name, postcode_from
from importers.fields.urls import web_address
from importers.fields.words import is_blank

NUMBER_NAMES = ("Organisasjonsnummer", "OrganisasjonsNr", "Orgnr", "OrgNr", "orgnr", "organisasjonsnummer")
_NAMES = {
    "number": NUMBER_NAMES,
    "name": ("Navn", "FulltNavn", "navn", "skolenavn", "name"),
    "municipality": ("Kommunenummer", "Kommunenr", "KommuneNr", "kommunenr", "kommunenummer"),
    "first": ("SkoletrinnGSFra", "laveste_trinn", "trinn_fra"),
    "last": ("SkoletrinnGSTil", "hoyeste_trinn", "høyeste_trinn", "trinn_til"),
    "owner": ("eierform", "Eierform"),
    "address": ("Adresse", "Adress", "besoksadresse", "besøksadresse", "adresse"),
    "postcode": ("Postnummer", "Postnr", "postnummer", "postnr"),
    "city": ("Poststed", "poststed"),
    "lat": ("Breddegrad", "GeoLat", "lat", "breddegrad"),
    "lon": ("Lengdegrad", "GeoLng", "lon", "lengdegrad"),
    "quality": ("kvalitet", "quality"),
    "url": ("Internettadresse", "Url", "nettside"),
}
_PARTS = ("Kommune", "Beliggenhetsadresse", "Besoksadresse", "Koordinat")
LIST_COLUMNS = ("fylkesnr", "kommunenr", "navn", "orgnr", "laveste_trinn", "hoyeste_trinn", "eierform", "besoksadresse")
_SCRIPT_LIST = re.compile(r"\bskoler\s*=\s*(\[.*?\])\s*;", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the register: the school that it would be, and whether it is one that is open."""

    draft: SchoolDraft
    is_school: bool


def unit_from(data: Mapping[str, object], notes: Notes) -> Unit:
    """The unit of a record in any of the register's shapes. Raises `RecordRejected` without a name or number."""
    values = {name: _value(data, keys) for name, keys in _NAMES.items()}
    notes.used.update(key for key in data if key in _PARTS or any(key in keys for keys in _NAMES.values()) or key.startswith("Er"))
    for name in ("name", "number"):
        if not values[name]:
            raise RecordRejected(name, "", "a school needs its name and its number in the register")
    draft = SchoolDraft(
        name=clean_line(values["name"])[:200],
        number=clean_line(values["number"])[:20],
        municipality_number=values["municipality"].zfill(4) if values["municipality"].isdecimal() else None,
        grades=_grades(values["first"], values["last"], notes),
        public=_public(data, values["owner"]),
        active=data.get("ErAktiv") is not False,
        address=clean_line(values["address"]) or None,
        postcode=_kept("postcode", values["postcode"], notes, postcode_from),
        city=city_name(values["city"]),
        point=_point(values["lat"], values["lon"], notes),
        point_quality=PointQuality(values["quality"]) if values["quality"] in set(PointQuality) else PointQuality.UNKNOWN,
        url=_kept("url", values["url"], notes, web_address),
    )
    return Unit(draft, is_school=data.get("ErSkole") is not False)


def schools_in_script(text: str) -> str | None:
    """The JSON list that a script assigns to `skoler`; None when it is no such script."""
    match = _SCRIPT_LIST.search(text)
    return re.sub(r",\s*\]", "]", match[1]) if match else None


def named_row(row: Sequence[object]) -> dict[str, object]:
    """A row of the script's list under its column names."""
    return {name: value for name, value in zip(LIST_COLUMNS, row, strict=False) if value is not None}


def rows_under_header(rows: Iterator[tuple[int, Sequence[object]]], needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, object]]]:
    """The rows of a table as objects under its first row. Raises `NotThisFormat` when that names none of the needed columns."""
    _, header = next(rows, (0, ()))
    if not set(needed) & set(header):
        raise NotThisFormat("nsr", " ".join(str(name) for name in header), "the table has no column of organisation numbers (orgnr)")
    for number, row in rows:
        if any(not is_blank(cell) for cell in row):
            yield number, {str(name): cell for name, cell in zip(header, row, strict=False)}


def _value(data: Mapping[str, object], keys: tuple[str, ...]) -> str:
    """The first value under one of the keys, in the record or in its parts, as text; "" when there is none."""
    parts = [part for name in _PARTS if isinstance(part := data.get(name), Mapping)]
    for place in (data, *parts):
        for key in keys:
            value = place.get(key)
            if not isinstance(value, dict | list) and not is_blank(value):
                return str(value).strip()
    return ""


def _grades(first: str, last: str, notes: Notes) -> GradeRange:
    """The grades; 0 is how the register writes "none", and a range that cannot be is unknown."""
    bounds = [int(text) if text.isdecimal() and int(text) > 0 else None for text in (first, last)]
    try:
        return GradeRange(*bounds)
    except InvalidValue as error:
        notes.warn("grade", f"{first}–{last}", error.reason)
        return GradeRange()


def _public(data: Mapping[str, object], owner: str) -> bool | None:
    if isinstance(data.get("ErOffentligSkole"), bool) and data["ErOffentligSkole"] != data.get("ErPrivatskole"):
        return bool(data["ErOffentligSkole"])
    return {"offentlig": True, "privat": False}.get(owner.casefold())


def _point(lat: str, lon: str, notes: Notes) -> Point | None:
    try:
        point = Point(float(lat.replace(",", ".")), float(lon.replace(",", "."))) if lat and lon else None
    except (ValueError, InvalidValue):
        notes.warn("point", f"{lat}, {lon}", "not a latitude and longitude")
        return None
    return None if point is None or (abs(point.lat) < 0.01 and abs(point.lon) < 0.01) else point


def _kept(name: str, value: str, notes: Notes, parse: Callable[[object], str | None]) -> str | None:
    try:
        return parse(value)
    except InvalidValue as error:
        notes.warn(name, value, error.reason)
        return None
