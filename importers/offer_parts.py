"""The parts of an offer that several cells make up: organisation, venue, ages and grades, price, access, capacity.

Each says only what its cells say; two cells that contradict each other make the fact unknown, with a warning.
"""

import re
from dataclasses import dataclass, replace

from catalog.drafts import AccessFact, OrganisationDraft, VenueDraft
from catalog.errors import InvalidValue
from catalog.geo.projection import to_wgs84
from catalog.terms import AccessState, AccessTerm, AgeBasis, Answer, Cost, Group, PlaceKind, PointQuality
from catalog.values import FREE, AgeRange, GradeRange, Point, Price
from importers.cells import Cells
from importers.columns import ACCESS, is_access_field
from importers.fields import choices
from importers.fields.addresses import address_from, city_name, postcode_from
from importers.fields.ages import UNKNOWN_AGES, Ages, ages_from_words
from importers.fields.alphabets import word_of_several
from importers.fields.grades import grades_from_words
from importers.fields.organisation_numbers import organisation_number
from importers.fields.phones import phone_number
from importers.fields.prices import price_from_words, sibling_price_from_words, unit_from_words
from importers.fields.urls import email_address, web_address
from importers.fields.whom import NOT_SAID, whom_from_words

_DECIMAL = re.compile(r"-?\d{1,8}(?:[.,]\d+)?")
_BARE_GRADES = re.compile(r"\d{1,2}\.?(?:\s*[-–/]\s*\d{1,2}\.?)?")
_PAIR = re.compile(r"\(?(-?\d{1,3}[.,]?\d*)[,; ]\s*(-?\d{1,3}[.,]?\d*)\)?")


@dataclass(frozen=True, slots=True)
class WhomFor:
    """Ages, grades and girls or boys, with the words that they came from or that were not understood."""

    range: AgeRange
    basis: AgeBasis
    grades: GradeRange
    group: Group | None
    words: str | None


def organisation_from(cells: Cells) -> OrganisationDraft | None:
    """Who offers it; a number alone is enough, since the register knows the name."""
    name, number = cells.line("organisation", 200), cells.parsed("organisation_number", organisation_number)
    if not (name or number):
        return None
    if word := word_of_several(name or ""):
        cells.context.notes.warn("organisation", name, f"its name mixes alphabets in {word!r}: it may pretend to be another's")
    return OrganisationDraft(
        name=name or str(number),
        number=number,
        kind=cells.chosen("organisation_kind", choices.organiser_kind_from_words),
        url=cells.parsed("organisation_url", lambda value: web_address(value, "organisation_url")),
        email=cells.parsed("organisation_email", lambda value: email_address(value, "organisation_email")),
        phone=cells.parsed("organisation_phone", phone_number),
    )


def co_organisers_from(cells: Cells) -> tuple[OrganisationDraft, ...]:
    """Those who offer it together with the organisation, by name."""
    return tuple(OrganisationDraft(name[:200]) for name in dict.fromkeys(cells.items("co_organisers")))


def venue_from(cells: Cells) -> VenueDraft | None:
    """Where it is held; None when no cell tells. The address of a home is kept from the public."""
    address = address_from(cells.line("address") or "")
    name, point = cells.line("venue", 200), point_from(cells)
    postcode = cells.parsed("postcode", postcode_from) or address.postcode
    city = city_name(cells.line("city") or "") or address.city
    transport = cells.line("transport")
    if not any((name, point, address.street)):
        return VenueDraft(postcode=postcode, city=city, transport=transport) if postcode else None
    return VenueDraft(
        name=name,
        address=address.street,
        postcode=postcode,
        city=city,
        point=point,
        point_quality=PointQuality.EXACT if point else PointQuality.UNKNOWN,
        transport=transport,
        hidden=choices.place_kind_from_words(cells.line("place_kind") or "") is PlaceKind.HOME,
    )


def point_from(cells: Cells) -> Point | None:
    """The point of degrees, else of east and north in the system that `crs=` names; unknown, with a warning, when it cannot be."""
    try:
        if pair := _pair(cells):
            return _sane(*pair)
        lat, lon = _number(cells, "latitude"), _number(cells, "longitude")
        if lat is not None and lon is not None:
            return _sane(lat, lon)
        east, north = _number(cells, "easting"), _number(cells, "northing")
        if east is None or north is None:
            return None
        if not (crs := cells.context.options.get("crs")):
            raise InvalidValue("point", f"{east}, {north}", "the coordinate system is not told; give crs=, for example crs=EPSG:25833")
        point = to_wgs84(east, north, crs)
        return _sane(point.lat, point.lon)
    except InvalidValue as error:
        cells.context.notes.warn(error.field, error.value, error.reason)
        return None


def _pair(cells: Cells) -> tuple[float, float] | None:
    """Latitude and longitude that stand in one cell."""
    value = cells.raw("point")
    match = _PAIR.fullmatch(str(value).strip()) if value is not None else None
    return (float(match[1].replace(",", ".")), float(match[2].replace(",", "."))) if match else None


def _number(cells: Cells, name: str) -> float | None:
    value = cells.raw(name)
    if value is None:
        return None
    text = str(value).replace(" ", "").replace("\u00a0", "")
    if not _DECIMAL.fullmatch(text):
        raise InvalidValue(name, value, "not a number")
    return float(text.replace(",", "."))


def _sane(lat: float, lon: float) -> Point:
    """A point in the world; 0, 0 and swapped Norwegian coordinates are mistakes, not places."""
    if abs(lat) < 0.01 and abs(lon) < 0.01:
        raise InvalidValue("point", f"{lat}, {lon}", "0, 0 is no place")
    if 2 < lat < 33 and 57 < lon < 82:
        raise InvalidValue("point", f"{lat}, {lon}", "latitude and longitude look swapped")
    return Point(lat, lon)


def ages_of(cells: Cells) -> WhomFor:
    """Ages and grades from their bounds, else from words; a school stage in the age cell is a grade. Words are kept."""
    year = cells.context.today.year
    words = " · ".join(dict.fromkeys(text for name in ("age", "grade") if (text := cells.line(name, 200)))) or None
    whom = (cells.parsed("age", lambda value: whom_from_words(value, year)) if "age" in cells else None) or NOT_SAID
    stated = whom.ages
    low, high = (_bound(cells, name, year) for name in ("age_min", "age_max"))
    if low is not None or high is not None:
        try:
            stated = Ages(AgeRange(low, high))
        except InvalidValue as error:
            cells.context.notes.warn("age", error.value, error.reason)
            words = words or f"{low}–{high}"
    grades = cells.parsed("grade", lambda value: grades_from_words(_with_unit(value))) or _grade_bounds(cells)
    return WhomFor(stated.range, stated.basis, grades if grades.known else whom.grades, whom.group, words)


def _bound(cells: Cells, name: str, year: int) -> int | None:
    ages = cells.parsed(name, lambda value: ages_from_words(value, year)) or UNKNOWN_AGES
    low, high = ages.range.min, ages.range.max
    return (low if low is not None else high) if name == "age_min" else (high if high is not None else low)


def _grade_bounds(cells: Cells) -> GradeRange:
    bounds = [cells.parsed(name, lambda value: grades_from_words(_with_unit(value))) or GradeRange() for name in ("grade_min", "grade_max")]
    try:
        return GradeRange(bounds[0].min, bounds[1].max)
    except InvalidValue as error:
        cells.context.notes.warn("grade", error.value, error.reason)
        return GradeRange()


def _with_unit(value: object) -> str:
    """The words of a grade column, where a number alone ("5", "1–4") is a grade."""
    text = str(value).strip()
    return f"{text.rstrip('.')}. trinn" if _BARE_GRADES.fullmatch(text) else text


def price_of(cells: Cells) -> Price:
    """The price from `price`, `free`, `membership` and `price_unit` together; contradictions make it unknown."""
    price = cells.parsed("price", price_from_words) if "price" in cells else None
    if price is None:
        price = Price(note=cells.line("price"))
    price = _with_free(cells, price)
    price = _with_membership(cells, price)
    unit = cells.chosen("price_unit", unit_from_words)
    note = " · ".join(dict.fromkeys(text for text in (price.note, cells.line("price_note")) if text)) or None
    return replace(price, unit=unit or price.unit, note=note)


def sibling_price_of(cells: Cells) -> str | None:
    """What brothers and sisters pay: the cell of its own, else the clause of the price that tells."""
    return cells.line("sibling_price") or sibling_price_from_words(cells.line("price") or "")


def schemes_of(cells: Cells) -> tuple[str, ...]:
    """The support schemes of their own column, and the leisure card where the words of the price take it."""
    named = cells.each_chosen("schemes", choices.scheme_from_words)
    taken = any(choices.leisure_card_in_words(cells.line(name) or "") for name in ("price", "price_note"))
    return tuple(dict.fromkeys((*named, *(("leisure-card",) if taken else ()))))


def _with_free(cells: Cells, price: Price) -> Price:
    free = cells.parsed("free", choices.answer_from_words) or Answer.UNKNOWN
    if free is Answer.UNKNOWN or (free is Answer.NO and price.cost is Cost.PAID) or (free is Answer.YES and price.cost is Cost.FREE):
        return price
    if price.cost is Cost.UNKNOWN:
        return replace(FREE if free is Answer.YES else Price(Cost.PAID), note=price.note)
    cells.context.notes.warn("free", cells.raw("free"), f"it contradicts the price {cells.line('price')!r}")
    return Price(note=cells.line("price"))


def _with_membership(cells: Cells, price: Price) -> Price:
    """A membership that one must buy is part of what one pays; with no price told, "free" is not free."""
    if "membership" not in cells or (answer := choices.answer_from_words(cells.raw("membership"))) is Answer.NO or price.membership_ore:
        return price
    fee = cells.parsed("membership", price_from_words) if answer is Answer.UNKNOWN else None
    note = price.note or f"Medlemskap: {cells.line('membership')}"
    if fee and fee.amount_ore:
        amount = (price.amount_ore or 0) + fee.amount_ore if price.cost is not Cost.UNKNOWN and price.amount_ore is not None else None
        return Price(Cost.PAID, amount, price.currency, price.unit, note, fee.amount_ore)
    if answer is Answer.YES:
        return Price(Cost.PAID if price.cost is Cost.FREE else price.cost, price.amount_ore or None, price.currency, price.unit, note)
    return price


def access_from(cells: Cells) -> dict[AccessTerm, AccessFact]:
    """Access facts from `access.TERM` columns (a word and perhaps a note) and from the list in `access`."""
    facts = {term: AccessFact(AccessState.YES) for term in cells.each_chosen("access", choices.access_term_from_words)}
    for name in cells.values:
        if not is_access_field(name):
            continue
        if (term := choices.access_term_from_words(name.removeprefix(ACCESS))) is None:
            cells.context.notes.warn(name, cells.raw(name), "there is no such access term")
            continue
        words = cells.line(name) or ""
        state, _, note = (part.strip() for part in words.partition(words[words.find(":")] if ":" in words else ","))
        known = choices.access_state_from_words(state)
        facts[term] = AccessFact(known, (note or None) if known is not AccessState.UNKNOWN else words)
    return facts


def capacity_of(cells: Cells) -> int | None:
    """How many can take part, when a number is told."""
    match = re.search(r"(?<!\d)(\d{1,6})(?!\d)", cells.line("capacity") or "")
    return int(match[1]) if match else None
