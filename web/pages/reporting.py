"""What families say is wrong with an offer, or missing: two small forms without any question of who says it.

A report is for staff only: it is shown to nobody else and counted in no number. Of a search that found too little only its
categories, districts, age bands and holiday are kept, never its words or place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from flask import Response, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from catalog.age_bands import AgeBand, age_bands
from catalog.clock import oslo_day
from catalog.demand import MOST_VALUES
from catalog.errors import DatabaseUnavailable, InvalidValue, NotFound
from catalog.form_limits import Limit
from catalog.model import Offer
from catalog.report_terms import ReportTopic
from catalog.reports import LONGEST_TEXT, Lacked, ReportDraft, add_report
from catalog.store.offers import public_offer
from catalog.store.reports import districts_of_schools
from catalog.text import clean_text
from catalog.values import AgeRange
from search.filters import OfferFilter
from search.names import Names
from web.addressed import LARGEST_ID
from web.answers import legal_names, reader
from web.demand import asked_in
from web.frame import frame_for, krets, localised, page_language, page_response
from web.kept_search import naming_in
from web.language import Language, mark
from web.links import missing_path, offer_path, report_path, search_path, thanks_path
from web.meaning import meanings
from web.posted import by_network, form_limits, is_trapped, require_own_page, writing
from web.view import Choice, Head, Hidden, Link
from web.view.forms import ReportPage, StepPage
from web.wording.people import age_words

A_DAY_FROM_A_NETWORK = 30
A_DAY_IN_ALL = 2_000
TOPICS = {
    ReportTopic.OUTDATED: mark("Noe er utdatert, for eksempel tid, pris eller sted"),
    ReportTopic.CLOSED: mark("Tilbudet finnes ikke lenger"),
    ReportTopic.INCOMPLETE: mark("Noe viktig står ikke her"),
    ReportTopic.OTHER: mark("Noe annet"),
}
BANDS = {
    AgeBand.BEFORE_SCHOOL: AgeRange(0, 5),
    AgeBand.LOWER_PRIMARY: AgeRange(6, 9),
    AgeBand.UPPER_PRIMARY: AgeRange(10, 12),
    AgeBand.LOWER_SECONDARY: AgeRange(13, 15),
    AgeBand.UPPER_SECONDARY: AgeRange(16, 18),
    AgeBand.ADULT: AgeRange(19, None),
}


@dataclass(frozen=True, slots=True)
class _About:
    """What one report is about: the draft without its text and topic, and the page without what was filled in."""

    draft: ReportDraft
    page: ReportPage


def report_offer(municipality: str) -> AnyResponse:  # noqa: ARG001  `g.municipality` is its record
    """The form for what is wrong with an offer; 404 for one that families do not see."""
    offer_id = request.args.get("offer", "")
    number = int(offer_id) if offer_id.isascii() and offer_id.isdigit() and len(offer_id) < len(str(LARGEST_ID)) else 0
    offer = public_offer(g.session, number)
    if offer.municipality_id != g.municipality.id:
        raise NotFound("offer", number)
    about = _of_offer(offer)
    return _sent(about) if request.method == "POST" else page_response(about.page)


def report_missing(municipality: str) -> AnyResponse:  # noqa: ARG001  `g.municipality` is its record
    """The form for what a search did not find."""
    names = legal_names(krets(), g.session, g.municipality)
    if request.method != "POST":
        pairs = list(request.args.items(multi=True))
        return page_response(_of_search(_lacked(_asked(pairs, names), names), names, pairs).page)
    return _sent(_of_search(_posted(names), names, []))


def report_thanks(municipality: str) -> Response:
    """Said after a report."""
    head = Head(gettext("Takk for at du sa fra"), noindex=True)
    words = (gettext("Kommunen ser på det du skrev. Ingen andre får se det, og vi vet ikke hvem du er."),)
    ways = (Link(gettext("Søk i alle tilbud"), localised(search_path(municipality, [("view", "list")]))),)
    return page_response(StepPage(frame_for(head, g.municipality), head.title, words, links=ways, icon="circle-check"))


def _of_offer(offer: Offer) -> _About:
    language, slug = page_language(), g.municipality.slug
    title = language.gettext("Er noe feil?")
    chosen = request.form.get("topic", "")
    page = ReportPage(
        frame=frame_for(Head(title, noindex=True), g.municipality),
        back=Link(language.gettext("Tilbake til tilbudet"), localised(offer_path(g.municipality, offer))),
        action=localised(report_path(slug, offer.id)),
        title=title,
        about=offer.title,
        lang=offer.text_language if offer.text_language != language.code else None,
        longest=LONGEST_TEXT,
        hidden=(),
        topics=tuple(Choice(topic.value, language.gettext(words), topic.value == chosen) for topic, words in TOPICS.items()),
        text=_typed(),
    )
    return _About(ReportDraft(g.municipality.id, ReportTopic.OTHER, offer_id=offer.id), page)


def _of_search(lacked: Lacked, names: Names, pairs: list[tuple[str, str]]) -> _About:
    language, slug = page_language(), g.municipality.slug
    title = language.gettext("Mangler det noe?")
    page = ReportPage(
        frame=frame_for(Head(title, noindex=True), g.municipality),
        back=Link(language.gettext("Tilbake til søket"), localised(search_path(slug, pairs or [("view", "list")]))),
        action=localised(missing_path(slug)),
        title=title,
        about="",
        lang=None,
        longest=LONGEST_TEXT,
        hidden=_hidden(lacked),
        lacks=_lacks_words(lacked, names, language),
        text=_typed(),
    )
    return _About(ReportDraft(g.municipality.id, ReportTopic.NO_OFFER, lacked=lacked), page)


def _asked(pairs: list[tuple[str, str]], names: Names) -> OfferFilter:
    """The search with what its words say; one that cannot be meant asks nothing."""
    try:
        asked = OfferFilter.from_params(pairs, strict=False, names=names)
    except InvalidValue:
        return OfferFilter()
    return meanings(asked, reader(krets(), g.session, g.municipality, names.today))[0].sought


def _lacked(asked: OfferFilter, names: Names) -> Lacked:
    found = asked_in(asked, names)
    districts = set(found.districts) or districts_of_schools(g.session, g.municipality.id, found.schools)
    bands = age_bands(found.ages, found.grades)
    period = names.period(asked.period).slug if asked.period else None
    return Lacked(_few(found.categories), _few(districts), _few(band.value for band in bands), period)


def _few(values: Iterable[str]) -> tuple[str, ...]:
    """The values in order, each once; none where they are many."""
    distinct = tuple(sorted(set(values)))
    return distinct if len(distinct) <= MOST_VALUES else ()


def _hidden(lacked: Lacked) -> tuple[Hidden, ...]:
    """What is lacked as fields of the form: slugs and bands, no word that was typed."""
    several = {"category": lacked.categories, "district": lacked.districts, "band": lacked.bands}
    fields = [Hidden(name, value) for name, values in several.items() for value in values]
    return (*fields, *([Hidden("period", lacked.period)] if lacked.period else []))


def _posted(names: Names) -> Lacked:
    """What the form says is lacked; what is not a word of ours is left out, whoever sent it."""
    given = {name: set(request.form.getlist(name)) for name in ("category", "district", "band", "period")}
    periods = [one for one in given["period"] if names.calendar.by_slug(one)]
    return Lacked(
        categories=tuple(sorted(names.categories & given["category"]))[:MOST_VALUES],
        districts=tuple(sorted(names.districts & given["district"]))[:MOST_VALUES],
        bands=tuple(sorted({band.value for band in BANDS} & given["band"]))[:MOST_VALUES],
        period=periods[0] if periods else None,
    )


def _lacks_words(lacked: Lacked, names: Names, language: Language) -> tuple[str, ...]:
    naming = naming_in(krets(), names, language)
    categories = [naming.of("category", one) for one in lacked.categories]
    districts = [naming.of("district", one) for one in lacked.districts]
    bands = [age_words(BANDS[AgeBand(one)], language) for one in lacked.bands]
    return (*categories, *bands, *districts, *([naming.of("period", lacked.period)] if lacked.period else []))


def _typed() -> str:
    return request.form.get("text", "")[: 2 * LONGEST_TEXT]


def _sent(about: _About) -> AnyResponse:
    """Takes the form, or shows it again with what is wrong."""
    require_own_page()
    errors = _errors(about)
    if errors:
        return page_response(replace(about.page, errors=errors), 400)
    topic = ReportTopic(request.form["topic"]) if about.page.topics else about.draft.topic
    try:
        taken = _taken(replace(about.draft, topic=topic, text=_typed()))
    except DatabaseUnavailable:
        problem = gettext("Vi kan ikke ta imot dette akkurat nå. Ingenting er lagret. Prøv igjen om litt.")
        return page_response(replace(about.page, problem=problem), 503)
    if not taken:
        return page_response(replace(about.page, problem=gettext("Det er meldt fra om mye herfra i dag. Prøv igjen i morgen.")), 429)
    return redirect(localised(thanks_path(g.municipality.slug)), 303)


def _errors(about: _About) -> Mapping[str, str]:
    errors = {}
    if about.page.topics and request.form.get("topic") not in {choice.value for choice in about.page.topics}:
        errors["topic"] = gettext("Velg det som passer best.")
    if len(clean_text(request.form.get("text", "")[: 20 * LONGEST_TEXT])) > LONGEST_TEXT:
        errors["text"] = page_language().gettext("Skriv kortere, høyst %(number)s tegn.", number=LONGEST_TEXT)
    if is_trapped():
        errors["trap"] = gettext("La dette feltet stå tomt.")
    return errors


def _taken(draft: ReportDraft) -> bool:
    """Stores the report; False where too many came from here or in all."""
    now = krets().clock.now()
    limits = (*by_network("reports", A_DAY_FROM_A_NETWORK), Limit("reports", "all", A_DAY_IN_ALL))
    with writing() as session:
        if form_limits().exceeded(session, limits, oslo_day(now)):
            return False
        add_report(session, draft, now=now)
    return True


def gettext(message: str) -> str:
    """The message in the language of the page."""
    return page_language().gettext(message)
