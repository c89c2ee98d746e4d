"""New in the municipality: what there is and where, for a family that knows nothing yet. Plain words, and searches with their counts."""

from dataclasses import dataclass

from babel.core import Locale, UnknownLocaleError
from flask import Response

from catalog.terms import Booking, Cost
from web.frame import district_word, frame_for, localised, page_response
from web.language import BOKMAL, mark
from web.links import help_path
from web.naming import SIGN_LANGUAGES
from web.pages.counted import Counting, Shelf, counting
from web.view import CountLink, GuidePage, GuidePart, Head, Link, Term

NORWEGIAN = frozenset({"nb", "nn", "no"})
MOST_LANGUAGES = 12


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that a new family asks for: heading, one sentence, and the categories that answer it."""

    heading: str
    text: str
    categories: tuple[str, ...]


TOPICS = (
    Topic(
        mark("Møt folk og øv på norsk"),
        mark("På språkkafé snakker du norsk sammen med andre. Åpen barnehage er for små barn og en voksen."),
        ("language-cafe", "language-training", "meeting-place", "open-kindergarten", "family-centre", "volunteer-centre", "library"),
    ),
    Topic(
        mark("Lån utstyr"),
        mark("Du kan låne ski, skøyter og annet utstyr. Da trenger du ikke å kjøpe."),
        ("equipment-loan",),
    ),
    Topic(
        mark("Åpne haller og steder å leke"),
        mark("Her kan barn spille og leke uten å være med i en klubb."),
        ("open-hall", "playground", "ball-court", "swimming-hall", "skatepark"),
    ),
    Topic(
        mark("Prøv en aktivitet"),
        mark("Mange barn går på noe fast hver uke. Spør om barnet kan prøve først."),
        ("sport", "culture", "outdoors", "youth-club", "games"),
    ),
    Topic(
        mark("Er det dyrt?"),
        mark("Noen ordninger betaler for barnet. Spør arrangøren eller kommunen."),
        ("support-schemes", "leisure-card", "homework-help"),
    ),
)
WORDS = (
    ("Dugnad", mark("Arbeid uten lønn som medlemmene gjør sammen.")),
    ("Kontingent", mark("Det du betaler hvert år for å være medlem.")),
    ("Påmelding", mark("Du sier fra på forhånd at barnet kommer.")),
    ("Trinn", mark("Klassen på skolen. Barn begynner på 1. trinn det året de fyller 6.")),
)
"""Norwegian words that families meet, as they are written there; the words are not translated, what they mean is."""
DISTRICT_MEANING = mark("Området rundt en skole.")


def fresh_page(municipality: str) -> Response:  # noqa: ARG001  `g.municipality` is its record
    """The page."""
    told = counting()
    everything, name = told.shelf(), told.municipality.name
    parts = [
        _free(told),
        *(_topic(told, everything, topic) for topic in TOPICS),
        _languages(told, everything),
        _districts(told, everything),
    ]
    title = told.gettext("Ny i %(name)s", name=name)
    lead = told.gettext(
        "Her ser du hva barn og unge kan gjøre i fritiden i %(name)s, og hvor det er. Du kan lete uten å logge inn.", name=name
    )
    page = GuidePage(
        frame=frame_for(Head(title, lead), told.municipality),
        title=title,
        parts=(*(part for part in parts if part.links), _words(told), _help(told)),
        lead=lead,
        back=told.home(),
    )
    return page_response(page)


def _free(told: Counting) -> GuidePart:
    free = told.shelf(("cost", Cost.FREE))
    links = [*free.everything(told.gettext("Alt som er gratis"))]
    links += free.one("booking", Booking.DROP_IN, told.gettext("Gratis, bare møt opp"))
    for holiday in told.names.calendar.upcoming(told.speech.today)[:2]:
        words = told.gettext("Gratis i ferien: %(period)s", period=told.naming.of("period", holiday.slug))
        links += free.one("period", holiday.slug, words)
    return GuidePart(told.gettext("Gratis"), told.gettext("Du betaler ikke noe for å være med."), tuple(links))


def _topic(told: Counting, everything: Shelf, topic: Topic) -> GuidePart:
    return GuidePart(told.gettext(topic.heading), told.gettext(topic.text), everything.each("category", topic.categories))


def _languages(told: Counting, everything: Shelf) -> GuidePart:
    """Languages that organisers say they speak, each by its own name too."""
    spoken = [one.value for one in everything.results.facets.get("language", ()) if one.value not in NORWEGIAN]
    links = tuple(_in_own_words(value, link) for value in spoken for link in everything.one("language", value))[:MOST_LANGUAGES]
    return GuidePart(told.gettext("På ditt språk"), told.gettext("Her snakker noen andre språk enn norsk."), links)


def _in_own_words(code: str, link: CountLink) -> CountLink:
    if code in SIGN_LANGUAGES:
        return link
    try:
        own = Locale.parse(code, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        return link
    if not own or own.casefold() == link.words.casefold():
        return link
    return CountLink(link.words, link.count, link.url, own[:1].upper() + own[1:], code)


def _districts(told: Counting, everything: Shelf) -> GuidePart:
    word = district_word(told.municipality, told.speech.language)
    heading = told.gettext("Nær der du bor")
    text = told.gettext("Hver skole har sitt område. Her heter det %(district)s.", district=word)
    links = [
        link
        for slug in sorted(told.names.districts, key=lambda slug: told.naming.of("district", slug))
        for link in everything.one("district", slug)
    ]
    return GuidePart(heading, text, tuple(links))


def _words(told: Counting) -> GuidePart:
    lang = "nb" if told.speech.language.code == "en" else None
    terms = [Term(word, told.gettext(meaning), lang=lang) for word, meaning in WORDS]
    district = district_word(told.municipality, BOKMAL if lang else told.speech.language)
    terms.append(Term(district[:1].upper() + district[1:], told.gettext(DISTRICT_MEANING), lang=lang))
    return GuidePart(told.gettext("Ord du møter"), terms=tuple(terms))


def _help(told: Counting) -> GuidePart:
    link = Link(told.gettext("Hjelp og kontakt"), localised(help_path(told.municipality.slug)))
    return GuidePart(told.gettext("Trenger du hjelp?"), told.gettext("Her er telefonnumre og steder du kan spørre."), more=link)
