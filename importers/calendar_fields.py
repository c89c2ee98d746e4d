"""The properties of an event → canonical fields: which property is what, and the parts that one property holds together."""

from importers.calendar_events import Event
from importers.contract import Context
from importers.fields.addresses import address_from
from importers.fields.markup import plain_text

PROPERTIES = {
    "map.title": "SUMMARY",
    "map.description": "DESCRIPTION",
    "map.category": "CATEGORIES",
    "map.url": "URL",
    "map.venue": "LOCATION.NAME",
    "map.address": "LOCATION.ADDRESS",
    "map.latitude": "GEO.LATITUDE",
    "map.longitude": "GEO.LONGITUDE",
    "map.organisation": "ORGANIZER.NAME",
    "map.email": "ORGANIZER.EMAIL",
    "map.contact_name": "CONTACT",
    "map.updated": "LAST-MODIFIED",
}
_STRUCTURE = frozenset(
    {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID", "STATUS", "SEQUENCE", "DTSTAMP", "CREATED"}
)
_READ_IN_PARTS = {"LOCATION", "GEO", "ORGANIZER", "X-ALT-DESC"}


def properties_of(event: Event, context: Context) -> dict[str, object]:
    """The event's properties by name, and its place, point and organiser in parts; which are read is noted."""
    names = [name for name in event.component if name not in _STRUCTURE]
    options = context.options.items()
    read = {*PROPERTIES.values(), *(value for key, value in options if key.startswith("map."))}
    context.notes.seen.update(names)
    context.notes.used.update(name for name in names if name in read or name in _READ_IN_PARTS)
    found: dict[str, object] = {name: event.text(name) for name in names if name not in {"CATEGORIES", "GEO"}}
    return found | _description(event) | _categories(event) | _place(event) | _organiser(event) | _changed(event)


def _description(event: Event) -> dict[str, object]:
    """The description, as HTML where the calendar has it so too."""
    html = event.text("X-ALT-DESC")
    return {"DESCRIPTION": html} if html and plain_text(html) else {}


def _categories(event: Event) -> dict[str, object]:
    value = event.component.get("CATEGORIES")
    lists = value if isinstance(value, list) else [value] if value is not None else []
    return {"CATEGORIES": [str(each).replace("\\,", ",") for many in lists for each in getattr(many, "cats", [many])]}


def _place(event: Event) -> dict[str, object]:
    """LOCATION as a name and an address: "Heiahallen, Heiaveien 1, 3420 Lierskogen"; a web address is no place."""
    text = event.text("LOCATION").replace("\\n", "\n").strip()
    geo = event.component.get("GEO")
    point: dict[str, object] = {}
    if geo is not None and hasattr(geo, "latitude"):
        point = {"GEO.LATITUDE": geo.latitude, "GEO.LONGITUDE": geo.longitude}
    if not text or text.casefold().startswith(("http://", "https://")):
        return point
    address = address_from(text)
    name, _, rest = (address.street or "").partition(",")
    if rest.strip() and not any(letter.isdigit() for letter in name):
        street = ", ".join(part for part in (rest.strip(), f"{address.postcode or ''} {address.city or ''}".strip()) if part)
        return point | {"LOCATION.NAME": name.strip(), "LOCATION.ADDRESS": street}
    has_number = any(letter.isdigit() for letter in address.street or "")
    return point | ({"LOCATION.ADDRESS": text} if has_number and address.street else {"LOCATION.NAME": address.street or text})


def _organiser(event: Event) -> dict[str, object]:
    """ORGANIZER as a name and an e-mail address; placeholders that programs write are neither."""
    organiser = event.component.get("ORGANIZER")
    if organiser is None or isinstance(organiser, list):
        return {}
    address = str(organiser).removeprefix("mailto:").removeprefix("MAILTO:")
    name = str(organiser.params.get("CN", "")).strip('" ')
    email = address if "@" in address and "calendar.google.com" not in address and "example." not in address else ""
    return {"ORGANIZER.NAME": "" if "@" in name else name, "ORGANIZER.EMAIL": email}


def _changed(event: Event) -> dict[str, object]:
    stamp = event.component.get("LAST-MODIFIED")
    return {"LAST-MODIFIED": stamp.dt.date().isoformat()} if stamp is not None and hasattr(getattr(stamp, "dt", None), "date") else {}
