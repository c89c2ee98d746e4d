"""An offer as it stands on a poster: the lines of its card on the pages, in letters that can be set, with a code that leads there."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from catalog.listed import AnyOffer
from catalog.model import Municipality
from catalog.school_year import Holiday
from catalog.terms import Cost
from web.links import absolute, short_offer_path
from web.pages.cards import alert_words, foreign_language, place_words, price_of, trust_of, who_of
from web.pages.schedules import when_words
from web.poster.codes import Code, code_of
from web.poster.lettering import Words, settable, words_of
from web.wording.dates import Speech
from web.wording.joining import booking_words, price_words


@dataclass(frozen=True, slots=True)
class PosterCard:
    """One offer on a poster."""

    title: Words
    when: str
    age: str
    price: str
    free: bool
    place: Words
    booking: str
    trust: str
    code: Code
    organiser: Words | None = None
    alert: str | None = None


@dataclass(frozen=True, slots=True)
class PosterCards:
    """Makes the cards of one poster: whose, told how, for which holiday, and under which public address."""

    municipality: Municipality
    speech: Speech
    now: datetime
    period: Holiday
    base_url: str

    def card(self, offer: AnyOffer) -> PosterCard:
        """The card of one offer. Its code leads to the short address, which asks the phone for its language."""
        speech, price, lang = self.speech, price_of(offer), foreign_language(offer, self.speech)
        alert = alert_words(offer, speech, self.now)
        title = words_of(offer.title, lang)
        return PosterCard(
            title=title,
            when=settable(when_words(offer, self._in_its_year(), self.now, self.period.span)),
            age=settable(who_of(offer, speech)),
            price=settable(price_words(price, speech.language)),
            free=price.cost is Cost.FREE,
            place=words_of(place_words(offer, speech)),
            booking=settable(booking_words(offer.booking, self._in_its_year(), opens=offer.booking_opens, deadline=offer.booking_deadline)),
            trust=settable(trust_of(offer, speech, self.municipality, self.period).words),
            code=code_of(
                absolute(self.base_url, short_offer_path(self.municipality.slug, offer.id)),
                speech.language.gettext("QR-kode til %(title)s", title=title.text),
            ),
            organiser=words_of(offer.organisation.name, lang) if offer.organisation else None,
            alert=settable(alert) if alert else None,
        )

    def _in_its_year(self) -> Speech:
        """Speech from the year of the holiday, which the head of the poster says: the cards need not say it again."""
        year = self.period.first.year
        return self.speech if self.speech.today.year == year else replace(self.speech, today=date(year, 1, 1))
