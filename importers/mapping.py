"""A record of a table or a list of objects → `OfferDraft`, through the canonical fields and the source's options.

Rules: what a cell does not say is unknown; a bad value in an optional field costs that field only, is noted, and its words are
kept where the draft has room for them; a record without a title, and without category and place to make one of, is rejected.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from catalog.drafts import OfferDraft, VenueDraft
from catalog.terms import Answer, Audience, Booking, Kind, PlaceKind, Referral
from catalog.text import shorten
from importers.cells import Cells
from importers.columns import Lookup, canonical
from importers.contract import Context, RawRecord
from importers.errors import NOT_FOR_CHILDREN, RecordRejected, RecordSkipped
from importers.fields import choices
from importers.fields.choices import StatedStatus
from importers.fields.dates import day_from
from importers.fields.markup import safe_html
from importers.fields.phones import phone_number
from importers.fields.urls import email_address, web_address
from importers.identity import raw_record
from importers.meetings import meetings_from
from importers.offer_parts import (
    access_from,
    ages_of,
    capacity_of,
    co_organisers_from,
    organisation_from,
    price_of,
    schemes_of,
    sibling_price_of,
    venue_from,
)

TITLE_LENGTH = 200
_IDENTIFYING = ("title", "organisation", "venue", "address", "point", "latitude", "longitude", "age", "grade", "weekday", "when", "date")


@dataclass(frozen=True, slots=True)
class Table:
    """How the columns of one format are looked up (by name in tables, by path in objects), which members a look-up `reads`,
    and the kind of its offers where none is told."""

    lookup: Lookup
    reads: Callable[[Mapping[str, object], str], Iterable[str]]
    kind: Kind | None = None

    def record(self, data: Mapping[str, object], position: str, options: Mapping[str, str]) -> RawRecord:
        """The raw record under the id that the `id` column holds, else one made of its title, place and whom it is for."""
        values = canonical(data, options, self.lookup)
        parts = [values[name] for name in _IDENTIFYING if name in values]
        return raw_record(values.get("id"), data, position, parts if "title" in values else ())

    def values(self, record: RawRecord, context: Context) -> dict[str, object]:
        """The record under canonical names; which columns were read is noted."""
        return canonical(record.data, context.options, self._noting(context))

    def draft(self, record: RawRecord, context: Context) -> OfferDraft:
        """The draft of a record; raises `RecordRejected` and `RecordSkipped`, and notes warnings and used columns."""
        return draft_from_cells(Cells(self.values(record, context), context), self.kind)

    def _noting(self, context: Context) -> Lookup:
        def look(data: Mapping[str, object], name: str) -> object:
            context.notes.used.update(self.reads(data, name))
            return self.lookup(data, name)

        return look


def draft_from_cells(cells: Cells, kind: Kind | None = None) -> OfferDraft:
    """The draft that the canonical fields of one record state."""
    categories, venue, ages = _categories(cells), venue_from(cells), ages_of(cells)
    draft = OfferDraft(
        title=_title(cells, categories, venue),
        summary=cells.line("summary"),
        description=_description(cells),
        text_language=cells.chosen("text_language", choices.language_from_words),
        kind=cells.chosen("kind", choices.kind_from_words) or kind,
        categories=categories,
        organisation=organisation_from(cells),
        co_organisers=co_organisers_from(cells),
        place_kind=_place_kind(cells, venue),
        venue=venue,
        open_to_districts=tuple(dict.fromkeys(cells.items("open_to_districts"))),
        open_to_schools=tuple(dict.fromkeys(cells.items("open_to_schools"))),
        audience=_audience(cells),
        ages=ages.range,
        age_basis=ages.basis,
        age_words=ages.words,
        grades=ages.grades,
        price=price_of(cells),
        schemes=schemes_of(cells),
        access=access_from(cells),
        group=cells.chosen("group", choices.group_from_words) or ages.group,
    )
    return _with_contact(_with_meetings(_with_terms(draft, cells), cells), cells)


def _with_terms(draft: OfferDraft, cells: Cells) -> OfferDraft:
    """Sign-up, room, languages and the other terms of taking part."""
    words = cells.line("booking")
    booking = choices.booking_from_words(words or "")
    return replace(
        draft,
        equipment=cells.line("equipment"),
        food=cells.line("food"),
        booking=booking,
        booking_url=_web(cells, "booking_url"),
        booking_opens=cells.parsed("booking_opens", day_from),
        booking_deadline=cells.parsed("booking_deadline", day_from),
        booking_note=words if booking is Booking.UNKNOWN else None,
        capacity=capacity_of(cells),
        unlimited=(cells.line("capacity") or "").casefold() in {"ubegrenset", "uavgrensa", "unlimited"},
        languages=cells.each_chosen("languages", choices.language_from_words),
        level=cells.line("level"),
        referral=cells.parsed("referral", choices.referral_from_words) or Referral.UNKNOWN,
        trial=cells.parsed("trial", choices.answer_from_words) or Answer.UNKNOWN,
        parent_stays=cells.parsed("parent_stays", choices.answer_from_words) or Answer.UNKNOWN,
        sibling_price=sibling_price_of(cells),
    )


def _with_meetings(draft: OfferDraft, cells: Cells) -> OfferDraft:
    """When it meets, and what its publisher says of its state."""
    when = meetings_from(cells)
    return replace(
        draft,
        when_words=when.words,
        follows_school_calendar=when.follows_school_calendar,
        series=when.series,
        occurrences=when.occurrences,
        opening_hours=cells.line("opening_hours", 1000),
        cancelled=when.status is StatedStatus.CANCELLED,
        stated_on=cells.parsed("updated", day_from),
        confirmed_on=cells.parsed("confirmed_on", day_from),
        confirmed_period=cells.chosen("confirmed_period", choices.period_from_words),
    )


def _with_contact(draft: OfferDraft, cells: Cells) -> OfferDraft:
    """Whom to ask, and where to read more."""
    return replace(
        draft,
        contact_name=cells.line("contact_name"),
        email=cells.parsed("email", email_address),
        phone=cells.parsed("phone", phone_number),
        url=_web(cells, "url"),
        image_url=_web(cells, "image"),
        focus_areas=tuple(dict.fromkeys(cells.items("focus_area"))),
    )


def _place_kind(cells: Cells, venue: VenueDraft | None) -> PlaceKind:
    """The stated kind of place; a venue with an address or point is one, even where nobody says so."""
    stated = choices.place_kind_from_words(cells.line("place_kind") or "")
    return PlaceKind.VENUE if stated is PlaceKind.UNKNOWN and venue else stated


def _web(cells: Cells, name: str) -> str | None:
    return cells.parsed(name, lambda value: web_address(value, name))


def _description(cells: Cells) -> str | None:
    value = cells.raw("description")
    return safe_html(str(value)) or None if value is not None and not isinstance(value, list | dict) else cells.line("description", 2000)


def _categories(cells: Cells) -> tuple[str, ...]:
    """Every category that the words name, in order; words that name none are noted."""
    found: dict[str, None] = {}
    for words in cells.items("category"):
        slugs = cells.context.categories_from_words(words)
        if not slugs:
            cells.context.notes.warn("category", words, "not in the vocabulary; translate it with value.category.THEIRS=OURS")
        found.update(dict.fromkeys(slugs))
    return tuple(found)


def _audience(cells: Cells) -> tuple[Audience, ...]:
    """Whom it addresses; what names only pensioners is no offer for children and their families."""
    words = cells.items("audience")
    if words and all(choices.is_not_for_children(word) for word in words):
        raise RecordSkipped(NOT_FOR_CHILDREN, "audience", ", ".join(words))
    found: dict[Audience, None] = {}
    for word in words:
        if (term := choices.audience_from_words(word)) is not None:
            found[term] = None
        elif not choices.is_not_for_children(word):
            cells.context.notes.warn("audience", word, "not one of the known words")
    return tuple(found)


def _title(cells: Cells, categories: tuple[str, ...], venue: VenueDraft | None) -> str:
    """The title as published; of a nameless facility its category and place ("Lekeplass, Storgata")."""
    if title := cells.line("title", TITLE_LENGTH):
        return title
    if not categories or venue is None:
        raise RecordRejected("title", cells.raw("title") or "", "there is no title, nor a category and a place to make one of")
    label = cells.context.category_label(categories[0]) or categories[0]
    place = venue.name or venue.address or (cells.context.place_name(venue.point) if venue.point else None) or venue.city
    return shorten(f"{label}, {place}" if place else label, TITLE_LENGTH)
