"""What the search page says of an answer before its offers: the heading, and what a reader must know."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from catalog.errors import InvalidValue
from catalog.terms import Cost
from catalog.values import AgeRange, GradeRange
from search.filters import OfferFilter
from search.results import Notice as Told
from web.answers import Answer
from web.chips import chips_of
from web.language import Language, mark
from web.naming import Naming
from web.view import Link, Notice
from web.wording.answers import Asked, any_words, heading_words, hits_words, quoted
from web.wording.dates import list_words

TOLD = {
    Told.SHORTENED: mark("Søket var langt, så vi brukte bare begynnelsen."),
    Told.ANY_WORD: mark("Ingen tilbud har alle ordene. Her er tilbud med noen av dem."),
    Told.SMALL_WORDS: mark("Søket hadde bare småord, så vi viser alle tilbud."),
    Told.LAST_PAGE: mark("Det finnes ikke flere sider. Dette er den siste."),
    Told.FROM_DATABASE: mark("Søket er tregere enn vanlig akkurat nå. Treffene er de samme."),
}
"""What a reader must be told of an answer, where nothing more than that is to be said."""
MOST_SHOWN = 60
FOUND_FROM_OUTSIDE = ((), (("cost", Cost.FREE.value),))
"""Searches that are asked of search engines themselves; every other has thousands of neighbours that say the same (also in robots.txt)."""
ToUrl = Callable[[OfferFilter], str]


def heading_of(found: Answer, naming: Naming, district_word: str) -> str:
    """The heading: how many offers, for whom, when, where and of what."""
    sought, language = found.sought, naming.speech.language
    districts = [naming.of("district", slug) for slug in sought.district]
    asked = Asked(
        free=sought.cost == (Cost.FREE,),
        ages=sought.ages,
        span=AgeRange(sought.age_min, sought.age_max),
        grades=GradeRange(sought.grade_min or min(sought.grades, default=None), sought.grade_max or max(sought.grades, default=None)),
        subjects=[naming.of("category", slug) for slug in sought.category],
        period=naming.of("period", sought.period).split(",")[0] if sought.period else None,
        within=f"{any_words(districts, language)} {district_word}" if districts else None,
        place=sought.near if isinstance(sought.near, str) else None,
        text=sought.q,
    )
    return heading_words(found.results.total, asked, language)


def spoken_of(total: int, chosen: Iterable[str], language: Language) -> str:
    """What is spoken of an answer that takes another's place: how many, and all that is chosen, so that a change of it is heard."""
    hits, words = hits_words(total, language), ", ".join(chosen)
    return language.gettext("%(hits)s. Du har valgt: %(chosen)s", hits=hits, chosen=words) if words else hits


def may_be_found(asked: OfferFilter) -> bool:
    """Whether search engines may show a search: all offers, or the free ones."""
    return replace(asked, lang=None).to_params() in FOUND_FROM_OUTSIDE


def told_of(found: Answer, naming: Naming, url: ToUrl) -> tuple[Notice, ...]:
    """What must be known of an answer: how its words were read otherwise than typed, and what it leaves out."""
    return (*_other_reading(found, naming, url), *_slips(found, naming.speech.language, url), *_general(found, naming.speech.language))


def _other_reading(found: Answer, naming: Naming, url: ToUrl) -> list[Notice]:
    if Told.OTHER_READING not in found.results.notices:
        return []
    language, first = naming.speech.language, found.first
    read = [chip.label for chip in chips_of(first, naming)] + ([quoted(first.sought.q, language)] if first.sought.q else [])
    words = language.gettext(
        "Ingen tilbud passer med %(first)s. Derfor har vi lest ordene på en annen måte.", first=list_words(read, language)
    )
    return [Notice(words, link=Link(language.gettext("Vis det vi leste først"), url(first.explicitly())))]


def _slips(found: Answer, language: Language, url: ToUrl) -> list[Notice]:
    """That words were put right, with the way back to what was typed."""
    meaning = found.meaning
    slips = {one.part.start: one.part for one in meaning.constraints() if one.part and one.part.taken_for}
    right = [quoted(part.taken_for or "", language) for part in slips.values()]
    typed = [quoted(meaning.words(part), language) for part in slips.values()]
    if found.results.corrected is not None:
        right.append(quoted(found.results.corrected, language))
        typed.append(quoted(meaning.sought.q, language))
    if not right:
        return []
    words = language.gettext(
        "Vi søkte etter %(right)s i stedet for %(typed)s.", right=list_words(right, language), typed=list_words(typed, language)
    )
    again = language.gettext("Søk etter «%(words)s»", words=meaning.asked.q)
    return [Notice(words, link=None if meaning.asked.literal else Link(again, url(meaning.literally())))]


def _general(found: Answer, language: Language) -> list[Notice]:
    results = found.results
    told = [language.gettext(TOLD[one]) for one in results.notices if one in TOLD and (results.total or one is not Told.ANY_WORD)]
    if results.ask_total:
        told.append(
            language.ngettext(
                "Ett tilbud til kan passe, men mangler opplysninger.",
                "%(num)s tilbud til kan passe, men mangler opplysninger.",
                results.ask_total,
            )
        )
    return [Notice(words) for words in told]


def wrong_words(name: str, error: InvalidValue, language: Language) -> str:
    """That a value cannot be used, in plain words."""
    if name == "near":
        return language.gettext("Vi kjenner ikke stedet «%(value)s» her. Prøv en skole, en adresse eller et postnummer.", value=error.value)
    if name == "age":
        return language.gettext("Skriv alderen som et tall, for eksempel 8.")
    return language.gettext("Vi forsto ikke «%(value)s» og søkte uten.", value=str(error.value)[:MOST_SHOWN])
