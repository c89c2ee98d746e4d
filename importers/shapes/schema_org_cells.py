"""One event, course or place of schema.org (or OpenActive, which adds to it) → canonical cells, and from these a draft.

What the source's `map.` options name is read by path from the object as published and comes first. What is not told is unknown:
no age is not "adults", no price is not free, and nothing is assumed of access.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from catalog.drafts import AccessFact, OfferDraft
from catalog.terms import AccessState, AccessTerm, Audience, Kind, OccurrenceStatus
from importers.cells import Cells
from importers.columns import canonical
from importers.contract import Context
from importers.errors import ENDED, RecordSkipped
from importers.fields import choices
from importers.fields.markup import looks_like_html, plain_line, safe_html
from importers.mapping import draft_from_cells
from importers.paths import value_at
from importers.shapes.linked_data import Thing, address_of, each_text, number, term, text, texts, things, truth, types_of
from importers.shapes.schema_org_places import amenity_words, place_cells, venue_access
from importers.shapes.schema_org_prices import price_cells
from importers.shapes.schema_org_times import Timetable, timetable_of

_STATED = "stated "
_GROUPS = {"FemaleOnly": "girls", "MaleOnly": "boys", "female": "girls", "male": "boys"}
_SAME_AS_TERM = {"Visual impairment": AccessTerm.LOW_VISION}
"""OpenActive's support for a need is one of our terms only where it says the same; other needs are kept in words."""
_SUBJECTS = {
    "MusicEvent": "music", "DanceEvent": "dance", "TheaterEvent": "theatre", "SportsEvent": "sport", "ScreeningEvent": "film",
    "LiteraryEvent": "literature", "Festival": "festival", "Playground": "playground", "Library": "library", "Museum": "museum",
    "Beach": "beach", "BowlingAlley": "bowling", "TennisComplex": "tennis", "GolfCourse": "golf", "SkiResort": "skiing",
    "PublicSwimmingPool": "swimming-hall",
}  # fmt: skip
_READ = (
    "@type @id name headline description abstract url image keywords genre sport activity facilityType category organizer provider "
    "location address geo startDate endDate eventStatus eventSchedule courseSchedule subEvent offers isAccessibleForFree "
    "typicalAgeRange audience ageRange ageRestriction suggestedAge inLanguage maximumAttendeeCapacity remainingAttendeeCapacity "
    "eventAttendanceMode courseMode genderRestriction level accessibilitySupport accessibilityInformation accessibilityFeature "
    "amenityFeature openingHours openingHoursSpecification hoursAvailable dateModified telephone email page instanceOfCourse superEvent "
    "meetingPoint attendeeInstructions identifier alternateName affiliatedLocation maximumPhysicalAttendeeCapacity "
    "beta:isFirstSessionAccessibleForFree"
)
READ = frozenset(_READ.split())


def draft_of(thing: Thing, context: Context, kind: Kind, parts: Sequence[Thing] = ()) -> OfferDraft:
    """The draft of a thing whose dated `parts` are its meetings. Raises `RecordSkipped` when all of it is past, `RecordRejected`."""
    context.notes.used.update(READ & thing.keys())
    stated = cells_of(thing)
    timetable = timetable_of(things(thing, "eventSchedule", "courseSchedule"), parts, context)
    if timetable.over:
        raise RecordSkipped(ENDED, "eventSchedule", thing.get("endDate") or thing.get("startDate") or "")
    if timetable.told:
        stated = {name: value for name, value in stated.items() if name not in {"starts", "ends"}}
    cells = Cells(_through_options(stated, thing, context), context)
    draft = _with_timetable(draft_from_cells(cells, kind), timetable)
    access, words = _access(thing)
    venue = draft.venue and replace(draft.venue, access={**venue_access(thing), **draft.venue.access})
    ours = _words_beside(thing, words)
    return replace(draft, venue=venue, access={**access, **draft.access}, description=_with_words(draft.description, ours))


def cells_of(thing: Thing) -> dict[str, object]:
    """The canonical cells that a thing states."""
    cells: dict[str, object] = {
        "title": text(thing, "name", "headline", "alternateName"),
        "description": text(thing, "description"),
        "summary": text(thing, "abstract"),
        "url": address_of(thing, "url") or address_of(thing, "page"),
        "image": address_of(thing, "image"),
        "category": _subjects(thing),
        "languages": texts(thing, "inLanguage"),
        "starts": text(thing, "startDate"),
        "ends": text(thing, "endDate"),
        "updated": text(thing, "dateModified"),
        "capacity": text(thing, "maximumAttendeeCapacity", "maximumPhysicalAttendeeCapacity beta:isFirstSessionAccessibleForFree"),
        "level": ", ".join(texts(thing, "level")),
        "group": _GROUPS.get(term(thing, "genderRestriction") or ""),
        "trial": "yes" if truth(thing, "beta:isFirstSessionAccessibleForFree") else None,
        "email": text(thing, "email"),
        "phone": text(thing, "telephone"),
    }
    prices = price_cells(thing, things(thing, "offers"))
    cells |= prices | _organisers(thing) | place_cells(thing) | _for_whom(thing)
    cells["status"] = _status(thing, sold_out="sold_out" in prices)
    return {name: value for name, value in cells.items() if value not in (None, "", []) and name != "sold_out"}


def _through_options(stated: Mapping[str, object], thing: Thing, context: Context) -> dict[str, object]:
    """The cells after the source's options; a path of `map.` is looked up in the thing as published."""
    options = {**{f"map.{name}": _STATED + name for name in stated}, **context.options, "guess": "no"}
    for path in (value for name, value in context.options.items() if name.startswith("map.")):
        context.notes.used.update({path} & thing.keys())

    def look(data: Thing, name: str) -> object:
        return stated[name.removeprefix(_STATED)] if name.startswith(_STATED) else value_at(data, name)

    return canonical(thing, options, look)


def _organisers(thing: Thing) -> dict[str, object]:
    """Who holds it; a private person is a contact, no organisation."""
    found = things(thing, "organizer", "provider")
    bodies = [each for each in found if "Person" not in types_of(each) and text(each, "name", "legalName")]
    person = next((text(each, "name") for each in found if "Person" in types_of(each)), None)
    if not bodies:
        name = next((each for name in ("organizer", "provider") for each in each_text(thing.get(name))), None)
        return {"contact_name": person} if found else {"organisation": name if name and "://" not in name else None}
    first = bodies[0]
    return {
        "organisation": text(first, "name", "legalName"),
        "organisation_url": address_of(first, "url"),
        "organisation_email": text(first, "email"),
        "organisation_phone": text(first, "telephone"),
        "co_organisers": [name for each in bodies[1:] if (name := text(each, "name"))],
        "contact_name": person,
    }


def _for_whom(thing: Thing) -> dict[str, object]:
    """Ages from words or bounds, audience and group; what nobody says stays unsaid."""
    bounds: dict[str, object] = {}
    audiences = things(thing, "audience")
    spans = [
        *(age for name in ("ageRestriction", "ageRange", "suggestedAge") for age in things(thing, name)),
        *(age for each in audiences for age in things(each, "suggestedAge")),
    ]
    sources = [(span, ("minValue",), ("maxValue",)) for span in spans] + [
        (each, ("requiredMinAge", "suggestedMinAge"), ("requiredMaxAge", "suggestedMaxAge")) for each in audiences
    ]
    for source, lowest, highest in sources:
        for name, keys in (("age_min", lowest), ("age_max", highest)):
            if name not in bounds and (value := number(source, *keys)) is not None:
                bounds[name] = f"{value:g}"
    kinds = [name for each in audiences for name in texts(each, "audienceType", "name")]
    if not audiences:
        kinds = texts(thing, "audience")
    group = next((found for each in audiences if (found := _GROUPS.get((text(each, "suggestedGender") or "").casefold()))), None)
    cells = {"age": text(thing, "typicalAgeRange"), **bounds, "audience": kinds}
    if "ChildrensEvent" in types_of(thing) and not kinds:
        cells["audience"] = [Audience.CHILDREN.value]
    return cells | ({"group": group} if group else {})


def _status(thing: Thing, *, sold_out: bool) -> str | None:
    """Cancelled, postponed or full; a rescheduled event is held, on its new dates."""
    status = term(thing, "eventStatus")
    if status in {"EventCancelled", "EventPostponed"}:
        return status
    return "sold out" if sold_out or number(thing, "remainingAttendeeCapacity") == 0 else None


def _subjects(thing: Thing) -> list[str]:
    """The words that may name a category, the publisher's first."""
    stated = [word for name in ("activity", "facilityType", "category", "keywords", "genre", "sport") for word in texts(thing, name)]
    words = [part.strip() for each in stated for part in each.replace(";", ",").split(",") if part.strip() and "://" not in part]
    return list(dict.fromkeys([*words, *(_SUBJECTS[kind] for kind in types_of(thing) if kind in _SUBJECTS)]))[:30]


def _access(thing: Thing) -> tuple[dict[AccessTerm, AccessFact], list[str]]:
    """The access facts of the offer, and the words of those that are none of our terms."""
    facts: dict[AccessTerm, AccessFact] = {}
    words = []
    for support in [*texts(thing, "accessibilitySupport"), *texts(thing, "accessibilityFeature")]:
        if found := _SAME_AS_TERM.get(support) or choices.access_term_from_words(support):
            facts[found] = AccessFact(AccessState.YES, support)
        else:
            words.append(support)
    return facts, [", ".join(dict.fromkeys(words)), *texts(thing, "accessibilityInformation")]


def _words_beside(thing: Thing, access: Iterable[str]) -> list[str]:
    """What has no field of its own, each with a word of what it is about."""
    about = {"Tilrettelegging": [*access], "Oppmøte": texts(thing, "meetingPoint"), "Beskjed": texts(thing, "attendeeInstructions")}
    about["Fasiliteter"] = [amenity_words(thing)]
    return [f"{name}: {plain_line(each)}" for name, told in about.items() for each in told if each.strip()]


def _with_words(description: str | None, words: Sequence[str]) -> str | None:
    added = "".join(safe_html(each if not looks_like_html(each) else plain_line(each)) for each in words)
    return (description or "") + added or None


def _with_timetable(draft: OfferDraft, timetable: Timetable) -> OfferDraft:
    if not timetable.told:
        return draft
    kept = timetable.occurrences
    if draft.cancelled:
        kept = tuple(replace(each, status=OccurrenceStatus.CANCELLED) for each in kept)
    return replace(draft, series=timetable.series, occurrences=kept, when_words=draft.when_words or timetable.words)
