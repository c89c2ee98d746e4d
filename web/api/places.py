"""Lists of what a municipality has, as JSON: itself, its organisations, school districts, schools and school calendar.

Public facts only: an organisation's e-mail and telephone stand with its offers and are not handed out in bulk.
"""

import json

from flask import Response, g

from catalog.clock import today
from catalog.errors import InvalidValue
from catalog.model import Municipality, Organisation, School, SchoolDistrict, SchoolHoliday
from catalog.school_year import LONG_HOLIDAYS, Holiday
from catalog.store import municipalities as stored
from catalog.store import places
from web.api.reply import given, language_of, reply
from web.frame import krets
from web.labels import label
from web.links import absolute, district_path, municipality_path, organisation_path, school_path
from web.naming import holiday_words
from web.wording.dates import Speech

JsonObject = dict[str, object]
FLAGS = {"true": True, "false": False}


def municipalities() -> Response:
    """Every municipality of this installation, by name."""
    given()
    return reply({"municipalities": [_municipality(one) for one in stored.municipalities(g.session)]})


def organisations(municipality: str) -> Response:
    """The municipality's organisations, by name."""
    given()
    found = places.organisations(g.session, g.municipality.id)
    return reply({"organisations": [_organisation(one, municipality) for one in found]})


def districts(municipality: str) -> Response:
    """The school districts of every level that are in force today; their areas too where `geometry` is true."""
    wanted = given("geometry").get("geometry") or "false"
    if wanted.lower() not in FLAGS:
        raise InvalidValue("geometry", wanted, "must be true or false")
    with_area = FLAGS[wanted.lower()]
    found = places.districts(g.session, g.municipality.id, on=today(krets().clock), level=None)
    pupils = _schools_by_district()
    return reply({"districts": [_district(one, municipality, pupils.get(one.id, [])) | (_area(one) if with_area else {}) for one in found]})


def schools(municipality: str) -> Response:
    """The municipality's active schools, by name."""
    given()
    return reply({"schools": [_school(one, municipality) for one in places.schools(g.session, g.municipality.id)]})


def periods(municipality: str) -> Response:  # noqa: ARG001  the record is in g
    """The school calendar: every holiday and planning day, told apart where it is not yet decided."""
    language = language_of(given().get("lang"))
    speech = Speech(language, today(krets().clock))
    return reply({"periods": [_period(row, speech) for row in g.municipality.holidays]}, language)


def _public(path: str) -> str:
    return absolute(krets().settings.base_url, path)


def _municipality(row: Municipality) -> JsonObject:
    return {
        "slug": row.slug,
        "number": row.number,
        "name": row.name,
        "language": row.language,
        "district_words": {code: word for code, word in row.words.items() if isinstance(word, str)},
        "demo": row.demo,
        "url": _public(municipality_path(row.slug)),
    }


def _organisation(row: Organisation, municipality: str) -> JsonObject:
    return {
        "slug": row.slug,
        "name": row.name,
        "kind": row.kind,
        "number": row.number,
        "languages": list(row.languages),
        "website": row.url,
        "url": _public(organisation_path(municipality, row.slug)),
    }


def _schools_by_district() -> dict[int, list[str]]:
    grouped: dict[int, list[str]] = {}
    for row in places.schools(g.session, g.municipality.id):
        if row.district_id is not None:
            grouped.setdefault(row.district_id, []).append(row.slug)
    return grouped


def _district(row: SchoolDistrict, municipality: str, pupils_of: list[str]) -> JsonObject:
    return {
        "slug": row.slug,
        "name": row.name,
        "level": row.level,
        "approximate": row.approximate,
        "source": row.source,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "schools": pupils_of,
        "url": _public(district_path(municipality, row.slug)),
    }


def _area(row: SchoolDistrict) -> JsonObject:
    return {"geometry": json.loads(row.geometry) if row.geometry else None}


def _school(row: School, municipality: str) -> JsonObject:
    return {
        "slug": row.slug,
        "name": row.name,
        "number": row.number,
        "grade_from": row.grade_from,
        "grade_to": row.grade_to,
        "private": row.private,
        "district": row.district.slug if row.district else None,
        "address": row.address,
        "postcode": row.postcode,
        "city": row.city,
        "lat": row.lat,
        "lon": row.lon,
        "point_quality": row.point_quality,
        "source": row.source,
        "url": _public(school_path(municipality, row.slug)),
    }


def _period(row: SchoolHoliday, speech: Speech) -> JsonObject:
    words = label(row.kind, speech.language)
    if row.kind in LONG_HOLIDAYS:
        words = holiday_words(Holiday(row.kind, row.slug, row.first, row.last, row.provisional), speech)
    return {
        "slug": row.slug,
        "kind": row.kind,
        "label": words,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "provisional": row.provisional,
    }
