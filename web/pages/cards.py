"""An offer as a card: the few lines by which a family chooses. Unknown price, age, time and place are said in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from catalog.clock import OSLO
from catalog.confirmation import Thresholds, in_doubt
from catalog.listed import AnyOffer
from catalog.model import Municipality
from catalog.offer_facts import access_of, coming_meetings, districts_of
from catalog.school_year import Holiday
from catalog.terms import AccessState, AccessTerm, Audience, Author, Cost, OccurrenceStatus, PlaceKind, Status
from catalog.values import AgeRange, DateSpan, GradeRange, Price
from web.frame import localised
from web.labels import label
from web.links import offer_path
from web.pages.schedules import when_words
from web.view import Card, Trust, TrustState
from web.wording.dates import Speech, date_words
from web.wording.joining import booking_words, confirmed_words, distance_words, price_words
from web.wording.people import who_words

SHOWN_ACCESS = 2
SHOWN_FIRST = (
    AccessTerm.WHEELCHAIR_PARTICIPATION,
    AccessTerm.STEP_FREE_ENTRANCE,
    AccessTerm.QUIET,
    AccessTerm.COMPANION_FREE,
    AccessTerm.SIGN_LANGUAGE,
    AccessTerm.EXTRA_ADULT,
)


@dataclass(frozen=True, slots=True)
class CardMaker:
    """Makes the cards of one answer. `asked` are access terms of the search, shown first; `origin` names what distance is from."""

    municipality: Municipality
    speech: Speech
    now: datetime
    period: Holiday | None = None
    within: DateSpan | None = None
    asked: tuple[AccessTerm, ...] = ()
    origin: str | None = None

    def cards(self, offers: Sequence[AnyOffer], distances: Mapping[int, float] | None = None) -> tuple[Card, ...]:
        """One card for each offer, in order; `distances` in metres by offer id."""
        return tuple(self.card(offer, (distances or {}).get(offer.id)) for offer in offers)

    def card(self, offer: AnyOffer, distance_m: float | None = None) -> Card:
        """The card of one offer."""
        speech = self.speech
        price = price_of(offer)
        return Card(
            url=localised(offer_path(self.municipality, offer)),
            title=offer.title,
            organiser=offer.organisation.name if offer.organisation else None,
            when=when_words(offer, speech, self.now, self.within),
            age=who_of(offer, speech),
            price=price_words(price, speech.language),
            price_is_free=price.cost is Cost.FREE,
            place=place_words(offer, speech, distance_m, self.origin),
            booking=booking_words(offer.booking, speech, opens=offer.booking_opens, deadline=offer.booking_deadline),
            trust=trust_of(offer, speech, self.municipality, self.period),
            access_tags=self._access_tags(offer),
            alert=alert_words(offer, speech, self.now),
            lang=foreign_language(offer, speech),
            id=offer.id,
        )

    def _access_tags(self, offer: AnyOffer) -> tuple[str, ...]:
        held = [term for term, fact in access_of(offer).items() if fact.state is AccessState.YES]
        order = [*self.asked, *(term for term in SHOWN_FIRST if term not in self.asked)]
        ranked = sorted(held, key=lambda term: order.index(term) if term in order else len(order))
        return tuple(label(term, self.speech.language) for term in ranked[:SHOWN_ACCESS])


def price_of(offer: AnyOffer) -> Price:
    """The price of an offer as a value."""
    return Price(offer.cost, offer.price_ore, offer.currency, offer.price_unit, offer.price_note, offer.membership_ore)


def who_of(offer: AnyOffer, speech: Speech) -> str:
    """Whom it is for, in words."""
    ages = AgeRange(offer.age_min, offer.age_max, offer.age_min_months, offer.age_max_months)
    audience = [Audience(word) for word in offer.audience]
    if not ages.known and offer.grade_min is None and offer.grade_max is None and offer.age_words and not audience:
        return offer.age_words
    return who_words(ages, GradeRange(offer.grade_min, offer.grade_max), speech.language, audience=audience)


def place_words(offer: AnyOffer, speech: Speech, distance_m: float | None = None, origin: str | None = None) -> str:
    """Where it is held, the district where it is known, and how far where a place was asked for."""
    if offer.venue is None or offer.place_kind in {PlaceKind.SEVERAL, PlaceKind.ONLINE, PlaceKind.HOME}:
        return label(offer.place_kind, speech.language)
    parts = [offer.venue.name if not offer.venue.hidden else label(PlaceKind.HOME, speech.language)]
    if distance_m is not None:
        parts.append(distance_words(distance_m, speech.language, origin=origin))
    else:
        parts += [district.name for district in districts_of(offer)[:1] if district.name.lower() not in parts[0].lower()]
    return ", ".join(parts)


def trust_of(offer: AnyOffer, speech: Speech, municipality: Municipality, period: Holiday | None = None) -> Trust:
    """Who confirmed it and when, or that nobody has for this holiday or for long."""
    covers = period is None or offer.confirmed_period == period.slug or any(row.period == period.slug for row in offer.confirmations)
    if offer.confirmed_on is None and offer.stated_on is not None:
        words = speech.language.gettext("Sist oppdatert %(day)s", day=date_words(offer.stated_on, speech))
        doubtful = in_doubt(None, offer.stated_on, speech.today, Thresholds.of(municipality.settings))
        return Trust(words, TrustState.CHECK if doubtful else TrustState.UNKNOWN)
    words = confirmed_words(offer.confirmed_on, speech, for_period=covers, by_staff=offer.confirmed_by is Author.STAFF)
    if offer.confirmed_on is None:
        return Trust(words, TrustState.UNKNOWN)
    doubtful = in_doubt(offer.confirmed_on, offer.stated_on, speech.today, Thresholds.of(municipality.settings))
    return Trust(words, TrustState.CONFIRMED if covers and not doubtful else TrustState.CHECK)


def alert_words(offer: AnyOffer, speech: Speech, now: datetime) -> str | None:
    """That the offer, or its very next meeting, is cancelled, moved or full."""
    if offer.status is Status.CANCELLED:
        return label(OccurrenceStatus.CANCELLED, speech.language)
    coming = coming_meetings(offer, now)
    if not coming or coming[0].status is OccurrenceStatus.SCHEDULED:
        return None
    day = date_words(coming[0].starts_at.astimezone(OSLO).date(), speech)
    return f"{label(coming[0].status, speech.language)} {day}"


def foreign_language(offer: AnyOffer, speech: Speech) -> str | None:
    """The language of the offer's own words when it is not the page's."""
    written = (offer.text_language or "").split("-")[0]
    return written if written and written != speech.language.code else None
