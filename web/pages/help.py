"""Help and contacts: numbers to ring, and what the catalog holds of help and family support, each with how to reach it.

The numbers are the country's own and the same everywhere (`web.help_numbers`, with their sources); all else comes from the catalog.
Nothing is advised here.
"""

from collections.abc import Iterable, Sequence

from flask import Response, g

from catalog.listed import ListedOffer
from catalog.terms import Kind, Referral
from importers.fields.markup import plain_line
from search.filters import OfferFilter
from web.answers import answer
from web.frame import frame_for, krets, localised, page_response
from web.help_numbers import BY_TEXT, SOMEBODY, URGENT, HelpNumber, last_checked
from web.labels import label
from web.links import offer_path
from web.pages.cards import foreign_language, price_of, who_of
from web.pages.counted import Counting, counting
from web.pages.offer_facts_view import contact_of
from web.view import Contact, FactLine, GuidePage, GuidePart, Head, Term
from web.wording.dates import date_words
from web.wording.joining import price_words

MOST_SHOWN = 100
ASK_ABOUT = ("support-schemes", "equipment-loan", "activity-companion", "respite", "homework-help", "open-kindergarten")
MEMBERS_ONLY = frozenset({Referral.MEMBERS, Referral.REFERRAL})


def help_page(municipality: str) -> Response:  # noqa: ARG001  `g.municipality` is its record
    """The page."""
    told = counting()
    helping = _offers(told, OfferFilter(kind=(Kind.HELP,), per_page=MOST_SHOWN))
    shown = {offer.id for offer in helping}
    family = [one for one in _offers(told, OfferFilter(category=("family-support",), per_page=MOST_SHOWN)) if one.id not in shown]
    title = told.gettext("Hjelp og kontakt")
    lead = told.gettext("Telefonnumre og steder i %(name)s der du kan spørre om hjelp.", name=told.municipality.name)
    none = told.gettext("Ingen tilbud er lagt inn ennå.")
    checked = told.gettext("Vi sjekket numrene sist %(day)s.", day=date_words(last_checked(), told.speech))
    parts = [
        GuidePart(told.gettext("Når det haster"), terms=number_terms(told, URGENT), note=told.gettext(BY_TEXT)),
        GuidePart(told.gettext("Noen å snakke med"), terms=number_terms(told, SOMEBODY), note=checked),
        GuidePart(told.gettext("Hjelp i %(name)s", name=told.municipality.name), contacts=_contacts(told, helping), empty=none),
        GuidePart(told.gettext("Støtte til familier"), contacts=_contacts(told, family)),
        GuidePart(told.gettext("Mer du kan spørre om"), links=told.shelf().each("category", ASK_ABOUT)),
    ]
    kept = tuple(part for part in parts if part.terms or part.contacts or part.links or part.empty)
    return page_response(GuidePage(frame_for(Head(title, lead), told.municipality), title, kept, lead, told.home()))


def number_terms(told: Counting, numbers: Iterable[HelpNumber]) -> tuple[Term, ...]:
    """Numbers that a tap rings, each with what it is for."""
    return tuple(Term(one.number, told.gettext(one.meaning), one.url) for one in numbers)


def _offers(told: Counting, asked: OfferFilter) -> Sequence[ListedOffer]:
    return answer(krets(), g.session, told.municipality, asked, told.names).offers


def _contacts(told: Counting, offers: Sequence[ListedOffer]) -> tuple[Contact, ...]:
    return tuple(_contact(told, offer) for offer in offers)


def _contact(told: Counting, offer: ListedOffer) -> Contact:
    language = told.speech.language
    words = [who_of(offer, told.speech), price_words(price_of(offer), language)]
    if offer.referral in MEMBERS_ONLY:
        words.append(label(offer.referral, language))
    by = (FactLine(offer.organisation.name),) if offer.organisation else ()
    reach = contact_of(offer, language)
    if not any(line.url for line in reach):
        reach = (FactLine(told.gettext("Kontakt ikke oppgitt")),)
    return Contact(
        title=offer.title,
        url=localised(offer_path(told.municipality, offer)),
        lines=(*by, FactLine(" · ".join(words)), *reach),
        summary=plain_line(offer.summary) if offer.summary else None,
        lang=foreign_language(offer, told.speech),
    )
