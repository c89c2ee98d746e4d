"""Makes the contents of a poster from its search: free offers first, then the others, and what stands there instead of none.

The same for the page and the command line. Where a district or school has nothing, the offers of the districts beside it are shown,
or else of all of the municipality, and the poster says so; its own figure stays "none".
"""

from dataclasses import dataclass, replace
from datetime import date

from catalog.database import Session
from catalog.model import Municipality
from catalog.school_year import Holiday
from catalog.terms import Cost
from search.filters import OfferFilter, Sort
from search.names import Names
from search.results import Change
from web.answers import Answer, answer
from web.context import Krets
from web.frame import district_word
from web.language import Language
from web.links import absolute, municipality_path, search_path
from web.naming import Naming
from web.poster.asking import PosterAsked
from web.poster.cards import PosterCards
from web.poster.codes import code_of
from web.poster.contents import Contents, PosterGroup, colours_of, midnight
from web.poster.lettering import Words, settable, words_of
from web.wording.answers import lowered, offers_words
from web.wording.dates import Speech, date_words, dates_words, list_words

MOST_OFFERS = 60
"""So many offers a poster shows: eight pages or so. The rest are counted, and found by its code."""
OTHER_COSTS = (Cost.PAID, Cost.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Found:
    """A search and its answer in two parts, each with its whole total and the offers that are shown."""

    search: OfferFilter
    free: Answer
    others: Answer

    @property
    def total(self) -> int:
        """How many offers the search finds."""
        return self.free.results.total + self.others.results.total

    @property
    def shown(self) -> int:
        """How many of them the poster shows."""
        return len(self.free.offers) + len(self.others.offers)


class Maker:
    """Makes posters of one municipality in one language. `names` are the legal words of the day."""

    def __init__(self, krets: Krets, session: Session, municipality: Municipality, names: Names, language: Language) -> None:
        self._krets, self._session, self._municipality, self._names = krets, session, municipality, names
        self._speech = Speech(language, names.today)
        self._language = language
        self._naming: Naming = Naming(self._speech, krets.vocabulary, names)
        self._base_url = krets.settings.base_url

    def contents(self, asked: PosterAsked) -> Contents:
        """What stands on the poster."""
        own = self._found(asked.search)
        found, notices = (own, ()) if own.total else self._instead(asked)
        period = self._names.period(asked.search.period or "")
        title = self._title(asked, free=bool(own.free.results.total))
        site = self._language.gettext("Fritid i %(name)s", name=self._municipality.name)
        place = self._place(asked)
        made = self._language.gettext("Laget %(day)s", day=date_words(self._names.today, _with_year(self._speech)))
        newest = self._language.gettext("Nyest på %(address)s", address=self._shown_address())
        briefly = self._language.gettext("Sjekk med arrangøren.")
        address = absolute(self._base_url, search_path(self._municipality.slug, found.search.to_params()))
        check = self._language.gettext("Sjekk med arrangøren før dere drar. Tid, sted og pris kan være endret.")
        return Contents(
            size=asked.size,
            lang=self._language.code,
            colours=colours_of(self._municipality),
            document_title=f"{title}: {place.text} – {settable(site)}",
            author=settable(site),
            site=settable(site),
            title=title,
            place=place,
            days=self._days(period),
            counted=self._counted(found) if found.total else "",
            search=code_of(address, self._language.gettext("QR-kode til søket med alle tilbudene")),
            search_words=self._language.gettext("Alle tilbudene på mobilen"),
            groups=self._groups(found, period),
            check=check,
            made=settable(f"{made}. {newest}"),
            made_at=midnight(self._names.today),
            footer=settable(f"{site}. {made}. {briefly}"),
            page=self._language.gettext("Side {page} av {pages}"),
            notices=(*self._demo(), *notices),
            more=self._more(found),
        )

    def _demo(self) -> tuple[str, ...]:
        """A demo says on paper too that it is one."""
        return (self._language.gettext("Demo: arrangører og tilbud er oppdiktet."),) if self._municipality.demo else ()

    def _found(self, search: OfferFilter) -> Found:
        """The answer by what it costs; sooner ones first, as a board is read."""
        by_start = replace(search, sort=Sort.START)
        free = self._answer(replace(by_start, cost=(Cost.FREE,), per_page=MOST_OFFERS))
        left = MOST_OFFERS - len(free.offers)
        others = self._answer(replace(by_start, cost=OTHER_COSTS, per_page=max(1, left)))
        return Found(search, free, replace(others, offers=others.offers[:left]))

    def _answer(self, search: OfferFilter) -> Answer:
        return answer(self._krets, self._session, self._municipality, search, self._names)

    def _instead(self, asked: PosterAsked) -> tuple[Found, tuple[str, ...]]:
        """What is shown where the search finds nothing, and the words that say so."""
        place, period = self._place(asked).text, self._period(asked)
        nothing = self._language.gettext(
            "Ingen tilbud er lagt inn for %(place)s i %(period)s.", place=place if asked.place else lowered(place), period=lowered(period)
        )
        beside = [one for one in self._answer(asked.search).results.relaxations if one.change is Change.NEIGHBOURS]
        if beside:
            new = [self._naming.of("district", slug) for slug in beside[0].asked.district if slug not in asked.search.district]
            places = f"{list_words(new, self._language)} {district_word(self._municipality, self._language)}"
            here = self._language.gettext("Plakaten viser det som finnes i %(places)s.", places=settable(places))
            return self._found(replace(asked.search, district=tuple(beside[0].asked.district))), (nothing, here)
        everywhere = self._found(OfferFilter(period=asked.search.period))
        if not everywhere.total:
            return everywhere, (nothing,)
        here = self._language.gettext("Plakaten viser det som finnes i hele %(place)s.", place=settable(self._municipality.name))
        return everywhere, (nothing, here)

    def _groups(self, found: Found, period: Holiday) -> tuple[PosterGroup, ...]:
        maker = PosterCards(self._municipality, self._speech, self._krets.clock.now(), period, self._base_url)
        headings = (self._language.gettext("Gratis"), self._language.gettext("Andre tilbud"))
        groups = zip(headings, (found.free.offers, found.others.offers), strict=True)
        return tuple(PosterGroup(heading, tuple(maker.card(offer) for offer in offers)) for heading, offers in groups if offers)

    def _period(self, asked: PosterAsked) -> str:
        return self._naming.of("period", asked.search.period or "").split(",")[0]

    def _title(self, asked: PosterAsked, *, free: bool) -> str:
        period = self._period(asked)
        return self._language.gettext("Gratis i %(period)s", period=lowered(period)) if free else period

    def _place(self, asked: PosterAsked) -> Words:
        """The district with the municipality's own word for what it is, the school, or all of the municipality."""
        if asked.place is None:
            return words_of(self._language.gettext("Hele %(name)s", name=self._municipality.name))
        parameter, slug = asked.place
        name, word = self._naming.of(parameter, slug), district_word(self._municipality, self._language)
        return words_of(name if parameter == "school" or word.lower() in name.lower() else f"{name} {word}")

    def _days(self, period: Holiday) -> str:
        """The holiday's week, where it has one, and days; with the year, since posters hang for long."""
        week = self._naming.of("period", period.slug).partition(", ")[2]
        days = dates_words(period.first, period.last, _with_year(self._speech))
        words = f"{week[:1].upper()}{week[1:]}, {days}" if week else f"{days[:1].upper()}{days[1:]}"
        return self._language.gettext("%(days)s (foreløpige datoer)", days=words) if period.provisional else words

    def _counted(self, found: Found) -> str:
        free, others = found.free.results.total, found.others.results.total
        if not free:
            words = offers_words(others, self._language)
            return self._language.gettext("%(offers)s. Ingen er oppgitt som gratis.", offers=words)
        words = offers_words(free, self._language, free=True)
        if not others:
            return words
        return self._language.ngettext("%(free)s og ett annet tilbud", "%(free)s og %(num)s andre tilbud", others, free=words)

    def _more(self, found: Found) -> str | None:
        if found.shown == found.total:
            return None
        return self._language.gettext(
            "Plakaten viser %(shown)s av %(total)s tilbud. Alle finner du med QR-koden øverst på side 1.",
            shown=found.shown,
            total=found.total,
        )

    def _shown_address(self) -> str:
        return absolute(self._base_url, municipality_path(self._municipality.slug)).partition("://")[2]


def _with_year(speech: Speech) -> Speech:
    """The same way to speak, as if from another time, so that a year is always said."""
    return replace(speech, today=date.min)
