"""Events of LinkedEvents APIs → drafts. `offers` are prices here, in the publisher's words.

`is_free` false is that software's default: it means unknown unless a price is told. Texts in several languages become translations;
a text that only repeats another language's is none. Keywords and audiences count by their words where the API is asked to include them
(`?include=location,keywords,audience`), else by their ids through `value.category.ID=OURS`. A place that is only an id is unknown.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from catalog.clock import OSLO
from catalog.drafts import OccurrenceDraft, OfferDraft
from catalog.errors import InvalidValue
from catalog.terms import OccurrenceStatus
from catalog.text import shorten
from importers.contract import Context
from importers.errors import ENDED, INACTIVE, NOT_AN_OFFER, RecordSkipped
from importers.fields.choices import audience_from_words, is_not_for_children, language_from_words
from importers.fields.dates import moment_from
from importers.fields.markup import plain_line, safe_html
from importers.mapping import draft_from_cells
from importers.shapes.members import Object, first_of, part, parts, stated, texts, whole, words

MEETINGS = "meetings"
"""The member under which the dated meetings of a repeated event stand, once they are joined."""
LANGUAGES = ("nb", "nn", "no", "en", "sv", "fi")
_TEXTS = {"title": "name", "summary": "short_description", "description": "description"}
_LONGEST = {"title": 200, "summary": 300}
_KINDS = {"Course": "course", "Hobbies": "activity"}
_STATUSES = {
    "EventCancelled": OccurrenceStatus.CANCELLED,
    "EventPostponed": OccurrenceStatus.MOVED,
    "EventScheduled": OccurrenceStatus.SCHEDULED,
    "EventRescheduled": OccurrenceStatus.SCHEDULED,
}
_READ = (
    "id location keywords super_event event_status type_id offers sub_events images in_language audience last_modified_time start_time "
    "end_time has_start_time is_virtualevent audience_min_age audience_max_age maximum_attendee_capacity enrolment_start_time "
    "enrolment_end_time enrolment_url super_event_type sub_event_type deleted replaced_by publication_status name provider info_url "
    "description location_extra_info short_description"
)
READ = frozenset({*_READ.split(), MEETINGS})


def draft_from(data: Object, context: Context) -> OfferDraft:
    """The offer of an event. Raises `RecordSkipped` for what is deleted, not published, over, or a call for volunteers."""
    context.notes.used.update(READ)
    if (member := _inactive(data)) is not None:
        raise RecordSkipped(INACTIVE, member, data[member])
    if data.get("type_id") == "Volunteering":
        raise RecordSkipped(NOT_AN_OFFER, "type_id", "Volunteering")
    told = _languages_told(data, context)
    values = _values(data, context, told)
    if MEETINGS not in data:
        values |= {"starts": _local(data, "start_time"), "ends": _local(data, "end_time")}
    draft = replace(draft_from_cells(stated(values, context)), translations=_translations(data, told[1:]))
    draft = replace(draft, cancelled=draft.cancelled or data.get("event_status") == "EventCancelled")
    return _with_meetings(draft, data, context) if MEETINGS in data else draft


def _inactive(data: Object) -> str | None:
    """The member that says that the event is deleted, replaced or not published."""
    if data.get("deleted") is True:
        return "deleted"
    if words(data, "replaced_by"):
        return "replaced_by"
    return "publication_status" if data.get("publication_status") == "draft" else None


def _values(data: Object, context: Context, told: list[str]) -> dict[str, object]:
    place, language = part(data, "location"), told[0] if told else ""
    address = first_of([_in(place, "street_address", told)])
    languages = texts({"of": [words(each, "@id") for each in parts(data, "in_language")]}, "of")
    point = part(place, "position").get("coordinates")
    lon, lat = point[:2] if isinstance(point, list) and len(point) >= 2 else (None, None)
    status = words(data, "event_status")
    return {
        **{name: _in(data, member, told) for name, member in _TEXTS.items()},
        "text_language": language_from_words(language) if language else None,
        "url": _in(data, "info_url", told),
        "kind": _KINDS.get(words(data, "type_id") or "", "activity" if MEETINGS in data else "event"),
        "category": _named(parts(data, "keywords"), lambda word: bool(context.categories_from_words(word))),
        "audience": _named(parts(data, "audience"), lambda word: audience_from_words(word) is not None or is_not_for_children(word)),
        "organisation": _in(data, "provider", told),
        "venue": _in(place, "name", told) or (None if address else _in(data, "location_extra_info", told)),
        "address": address,
        "postcode": words(place, "postal_code"),
        "city": _in(place, "address_locality", told),
        "latitude": lat,
        "longitude": lon,
        "place_kind": "digital" if data.get("is_virtualevent") is True else None,
        "age_min": whole(data, "audience_min_age"),
        "age_max": whole(data, "audience_max_age"),
        **_price(parts(data, "offers"), told),
        "languages": [code for each in languages if (code := each.rstrip("/").rpartition("/")[2])],
        "capacity": whole(data, "maximum_attendee_capacity"),
        "booking_url": words(data, "enrolment_url"),
        "booking_opens": _local(data, "enrolment_start_time"),
        "booking_deadline": _local(data, "enrolment_end_time"),
        "image": first_of(words(image, "url") for image in parts(data, "images")),
        "updated": words(data, "last_modified_time"),
        "status": None if status in {"EventRescheduled", "EventScheduled"} else status,
    }


def _price(offers: list[Object], told: list[str]) -> dict[str, object]:
    """Free where every price says so; else the words of the prices, the first of which counts."""
    prices = [plain_line(text) for offer in offers if (text := _in(offer, "price", told))]
    if prices:
        return {"price": prices[0], "price_note": " · ".join(prices[1:]) or None}
    return {"free": "yes"} if offers and all(offer.get("is_free") is True for offer in offers) else {}


def _languages_told(data: Object, context: Context) -> list[str]:
    """The languages of the title, the municipality's first; one whose texts only repeat another's is left out.

    Where all texts are one and the same, its language is the one that the event is held in.
    """
    names = part(data, "name")
    order = dict.fromkeys([context.language, *LANGUAGES, *names])
    spoken = [(words(each, "@id") or "").rstrip("/").rpartition("/")[2] for each in parts(data, "in_language")]
    found = [language for language in order if words(names, language)]
    if len({words(names, language) for language in found}) == 1 and spoken and spoken[0] in found:
        found.sort(key=lambda language: language != spoken[0])
    return [language for at, language in enumerate(found) if not any(_same(data, language, earlier) for earlier in found[:at])]


def _same(data: Object, language: str, other: str) -> bool:
    return all(words(part(data, member), language) in (None, words(part(data, member), other)) for member in _TEXTS.values())


def _translations(data: Object, languages: Iterable[str]) -> dict[str, dict[str, str]]:
    found = {}
    for language in languages:
        told = {name: text for name, member in _TEXTS.items() if (text := words(part(data, member), language))}
        told = {name: safe_html(text) if name == "description" else plain_line(text) for name, text in told.items()}
        if code := language_from_words(language):
            found[code] = {name: shorten(text, _LONGEST[name]) if name in _LONGEST else text for name, text in told.items() if text}
    return found


def _in(data: Object, name: str, told: list[str]) -> str | None:
    """A text in the first language that has it; some installations publish plain texts."""
    texts_of = part(data, name)
    return words(data, name) or first_of(words(texts_of, language) for language in [*told, *LANGUAGES, *texts_of])


def _named(concepts: list[Object], known: Callable[[str], bool]) -> list[str]:
    """Each concept by the first of its words that is known, else by any word, else by its id."""
    found = []
    for concept in concepts:
        names = texts({"of": list(part(concept, "name").values())}, "of")
        concept_id = (words(concept, "id") or words(concept, "@id") or "").rstrip("/").rpartition("/")[2]
        found.append(next((name for name in names if known(name)), first_of([*names, concept_id]) or ""))
    return [word for word in found if word]


def _local(data: Object, name: str) -> str | None:
    """An instant in Norwegian time; of one without a time of day (midnight in the publisher's zone) the day."""
    stamp = words(data, name)
    try:
        moment = moment_from(stamp, name) if stamp else None
    except InvalidValue:
        return stamp
    if moment is None or moment.clock is None:
        return stamp
    local = moment.instant.astimezone(OSLO)
    has_time = data.get(f"has_{name}") is not False
    return local.isoformat() if has_time else (local + timedelta(hours=12)).date().isoformat()


def _with_meetings(draft: OfferDraft, data: Object, context: Context) -> OfferDraft:
    """With its joined meetings; past ones are left out, and what has none left is over."""
    meetings = []
    for each in parts(data, MEETINGS):
        try:
            start, end = (moment_from(stamp, name) if (stamp := words(each, name)) else None for name in ("start_time", "end_time"))
        except InvalidValue as error:
            context.notes.warn(error.field, error.value, error.reason)
            continue
        if start is None or (end or start).instant.astimezone(OSLO).date() < context.today:
            continue
        finish = end.instant.astimezone(OSLO) if end and end.instant > start.instant else None
        status = _STATUSES.get(words(each, "event_status") or "", OccurrenceStatus.SCHEDULED)
        meetings.append(OccurrenceDraft(start.instant.astimezone(OSLO), finish, status=status))
    if not meetings:
        raise RecordSkipped(ENDED, "end_time", words(data, "end_time") or words(data, "start_time") or "")
    return replace(draft, occurrences=tuple(sorted(meetings, key=lambda one: one.start)))
