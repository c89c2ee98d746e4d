"""The first screens: the municipalities, and one municipality before any search is made."""

from collections.abc import Mapping, Sequence

from flask import Response, g, redirect
from werkzeug.wrappers import Response as AnyResponse

from catalog.clock import today
from catalog.model import Municipality
from catalog.school_year import Holiday
from catalog.store.municipalities import municipalities
from catalog.terms import Booking, Cost
from search.filters import OfferFilter
from search.names import Names
from search.results import Results
from web.answers import legal_names
from web.frame import frame_for, krets, localised, page_language, page_response
from web.icons import category_icon
from web.links import district_path, municipality_path, school_path, search_path, suggest_path
from web.naming import Naming, holiday_words
from web.view import Choice, Head, Hidden, HolidayCard, HomePage, Link, MunicipalitiesPage, MunicipalityCard, SearchForm, Tile
from web.wording.answers import offers_words
from web.wording.dates import Speech, span_words

MOST_TILES = 8
TOP_LEVEL_WORTH = ("sport", "culture", "outdoors", "games", "gathering", "water", "learning", "family-support", "early-years", "facilities")
NEXT_HOLIDAYS = 3
Pairs = Sequence[tuple[str, str]]


def front() -> AnyResponse:
    """The list of municipalities; straight to the only one."""
    found = municipalities(g.session)
    if len(found) == 1:
        return redirect(localised(municipality_path(found[0].slug)))
    language = page_language()
    cards = [MunicipalityCard(one.name, localised(municipality_path(one.slug)), _total(one)) for one in found]
    g.any_demo = any(one.demo for one in found)
    head = Head(language.gettext("Finn fritidstilbud for barn og unge i din kommune"))
    return page_response(MunicipalitiesPage(frame_for(head), tuple(cards)))


def _total(municipality: Municipality) -> tuple[str, ...]:
    language = page_language()
    results = _search(municipality, OfferFilter(per_page=1), legal_names(krets(), g.session, municipality))
    free = next((one.count for one in results.facets.get("cost", ()) if one.value == Cost.FREE), 0)
    return offers_words(results.total, language), offers_words(free, language, free=True)


def home_response(municipality: Municipality) -> Response:
    """The first screen of a municipality."""
    language = page_language()
    speech = Speech(language, today(krets().clock))
    names = legal_names(krets(), g.session, municipality)
    naming = Naming(speech, krets().vocabulary, names)
    results = _search(municipality, OfferFilter(per_page=1), names)
    slug = municipality.slug
    page = HomePage(
        frame=frame_for(
            Head(
                title=language.gettext("Finn noe å gjøre i fritid og ferie"),
                description=language.gettext(
                    "Fritids- og ferietilbud for barn og unge i %(name)s, samlet på ett sted.", name=municipality.name
                ),
            ),
            municipality,
        ),
        form=search_form(OfferFilter(), naming, {}),
        tiles=_tiles(slug, results, naming),
        holidays=tuple(_holiday_card(municipality, holiday, naming) for holiday in names.calendar.upcoming(speech.today)[:NEXT_HOLIDAYS]),
        total_words=language.ngettext("Se %(num)s tilbud", "Se alle %(num)s tilbud", results.total),
        all_url=localised(search_path(slug, [("view", "list")])),
        districts=tuple(Link(name, localised(district_path(slug, district))) for name, district in _by_name(names, "district")),
        schools=tuple(Link(name, localised(school_path(slug, school))) for name, school in _by_name(names, "school")),
    )
    return page_response(page)


def search_form(
    asked: OfferFilter, naming: Naming, errors: Mapping[str, str], *, keep: Pairs = (), summary: str | None = None
) -> SearchForm:
    """The questions of the search, filled in with what is asked."""
    language = naming.speech.language
    choices = [Choice("", language.gettext("Når som helst"), selected=asked.period is None)]
    for holiday in naming.names.calendar.upcoming(naming.speech.today):
        chosen = asked.period is not None and naming.names.period(asked.period).slug == holiday.slug
        choices.append(Choice(holiday.slug, holiday_words(holiday, naming.speech), selected=chosen))
    if asked.period is not None and not any(one.selected for one in choices):
        choices.append(Choice(asked.period, naming.of("period", asked.period), selected=True))
    places = [name for name, _ in _by_name(naming.names, "school")]
    return SearchForm(
        action=municipality_path(g.municipality.slug),
        q=asked.q,
        ages=tuple(str(age) for age in asked.age),
        periods=tuple(choices),
        near=next(iter(asked.texts("near")), ""),
        places=tuple(places),
        hidden=tuple(Hidden(name, value) for name, value in (keep or language_kept())),
        errors=errors,
        summary=summary,
        suggest_url=suggest_path(g.municipality.slug, language.code),
    )


def language_kept() -> Pairs:
    """The language that the address asks for, as a form keeps it."""
    _, _, query = localised("").partition("lang=")
    return [("lang", query)] if query else []


def _search(municipality: Municipality, asked: OfferFilter, names: Names) -> Results:
    return krets().search.search(municipality.id, asked, names)


def _by_name(names: Names, kind: str) -> list[tuple[str, str]]:
    """Name and slug of the districts or the schools here, by name."""
    return sorted((name, slug) for (one, slug), name in names.called.items() if one == kind)


def _tiles(slug: str, results: Results, naming: Naming) -> tuple[Tile, ...]:
    """The broad categories that most offers have, in that order."""
    counts = {one.value: one.count for one in results.facets.get("category", ()) if one.count}
    broad = sorted((one for one in TOP_LEVEL_WORTH if one in counts), key=lambda one: -counts[one])
    return tuple(
        Tile(naming.of("category", one), localised(search_path(slug, [("category", one)])), category_icon(one, krets().vocabulary.broader))
        for one in broad[:MOST_TILES]
    )


def _holiday_card(municipality: Municipality, holiday: Holiday, naming: Naming) -> HolidayCard:
    speech = naming.speech
    results = _search(municipality, OfferFilter(period=holiday.slug, per_page=1), naming.names)
    free = next((one.count for one in results.facets.get("cost", ()) if one.value == Cost.FREE), 0)
    drop_in = next((one.count for one in results.facets.get("booking", ()) if one.value == Booking.DROP_IN), 0)
    facts = [offers_words(free, speech.language, free=True)] if free else []
    if drop_in:
        facts.append(speech.language.gettext("%(number)s uten påmelding", number=drop_in))
    if results.total and not facts:
        facts.append(offers_words(results.total, speech.language))
    return HolidayCard(
        title=holiday_words(holiday, speech),
        dates=span_words(holiday.first, holiday.last, speech),
        url=localised(search_path(municipality.slug, [("period", holiday.slug)])),
        facts=tuple(facts),
        provisional=holiday.provisional,
    )
