"""The search page: the answer as a heading, what was understood as chips, filters with counts, and a way on when little is found."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from flask import Response, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from catalog.clock import today
from catalog.errors import InvalidValue
from catalog.values import DateSpan
from search.filters import OfferFilter, Sort, View
from search.names import Names
from search.relaxing import FEW
from search.results import Results
from web.answers import Answer, answer, legal_names, reader
from web.asked import pairs as as_written
from web.chips import ChipWords, chips_of
from web.demand import record_search
from web.frame import district_word, frame_for, krets, localised, page_language, page_response
from web.labels import SORT
from web.language import Language
from web.links import calendar_path, missing_path, poster_path, search_path, subscribe_path
from web.naming import Naming
from web.pages.cards import CardMaker
from web.pages.home import home_response, search_form
from web.pages.search_facets import READ, facets_of, plain_address, read_fields
from web.pages.search_told import heading_of, may_be_found, spoken_of, told_of, wrong_words
from web.pages.search_views import Everything, everything, titled, view_links
from web.pages.search_views_calendar import calendar_of
from web.pages.search_views_map import map_of
from web.pages.search_views_print import paper_of
from web.pages.search_ways import Ways
from web.pages.widget import embed_of
from web.poster.asking import poster_fits
from web.view import Card, Chip, Choice, FacetGroup, Follow, Head, Notice, PageLink, PageLinks, PrintPage, SearchForm, SearchPage, SortLink
from web.wording.answers import quoted, remove_words
from web.wording.dates import Speech

IN_FORM = frozenset({"q", "age", "period", "near"})
NOT_KEPT = frozenset({"page", "literal"})
MOST_MAY_FIT = 3
LONGEST_SHOWN = 60
MACHINES = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|go-http|headless", re.IGNORECASE)
"""What programs call themselves; their searches are no demand."""
Pairs = list[tuple[str, str]]


def search(municipality: str) -> AnyResponse:
    """The first screen of a municipality, or the answer to a search."""
    pairs = [(name, value) for name, value in as_written() if value.strip()]
    if not any(name != "lang" for name, _ in pairs):
        if request.args.keys() - {"lang"}:
            return redirect(localised(search_path(municipality, [("view", "list")])))
        return home_response(g.municipality)
    asked, names, errors = _asked(pairs)
    read = [value for name, value in pairs if name == READ]
    if read and not errors:
        plain = plain_address(asked, read, reader(krets(), g.session, g.municipality, names.today))
        return redirect(search_path(municipality, plain.to_params() or [("view", "list")]))
    return _answered(asked, names, errors)


def _asked(pairs: Pairs) -> tuple[OfferFilter, Names, dict[str, InvalidValue]]:
    """What is asked; a parameter that cannot be meant is left out and named."""
    names = legal_names(krets(), g.session, g.municipality)
    errors: dict[str, InvalidValue] = {}
    while True:
        try:
            return OfferFilter.from_params(pairs, strict=False, names=names), names, errors
        except InvalidValue as error:
            kept = [pair for pair in pairs if pair[0] != error.field]
            if error.field in errors or len(kept) == len(pairs):
                raise
            errors[error.field], pairs = error, kept


def _answered(asked: OfferFilter, names: Names, errors: dict[str, InvalidValue]) -> Response:
    number, asked = asked.page, asked if asked.view is View.LIST else asked.with_page(1)
    try:
        found = answer(krets(), g.session, g.municipality, asked, names)
    except InvalidValue as error:
        if error.field != "near" or "near" in errors:
            raise
        errors["near"] = error
        found = answer(krets(), g.session, g.municipality, asked.without("near"), names)
    if not errors and asked.view is View.LIST and _asked_by_a_person():  # another view of the same search asks nothing new
        record_search(krets(), g.municipality.id, found.sought, names, found.results.total)
    page = _Page(found, errors, Speech(page_language(), today(krets().clock)))
    return page_response(page.paper() if asked.view is View.PRINT else page.build(number), 400 if errors else 200)


def _asked_by_a_person() -> bool:
    """Whether a browser asks that does not call itself a machine."""
    agent = request.user_agent.string
    return request.method == "GET" and bool(agent) and not MACHINES.search(agent)


class _Page:
    """Everything that the page of one answer is made from."""

    def __init__(self, found: Answer, errors: dict[str, InvalidValue], speech: Speech) -> None:
        self.found = found
        self.asked, self.sought = found.asked, found.sought
        self.results: Results = found.results
        self.errors = errors
        self.speech = speech
        self.language: Language = speech.language
        self.municipality = g.municipality
        self.naming: Naming = Naming(speech, krets().vocabulary, found.names)
        self.chips: tuple[ChipWords, ...] = chips_of(found.meaning, self.naming)
        self.district_word = district_word(g.municipality, self.language)
        self.heading = heading_of(found, self.naming, self.district_word)
        self.facets: tuple[FacetGroup, ...] = facets_of(found, self.naming, krets().vocabulary, self.district_word)

    def paper(self) -> PrintPage:
        """The answer for printing."""
        frame = frame_for(Head(title=self.heading, noindex=True), self.municipality)
        asked = (*((quoted(self.sought.q, self.language),) if self.sought.q else ()), *(chip.label for chip in self.chips))
        return paper_of(self._everything(), frame, self.heading, asked, self._notices())

    def build(self, number: int) -> SearchPage:
        """The page; `number` is that of the calendar's weeks where a calendar is asked for."""
        listed = self.asked.view is View.LIST
        clear = localised(search_path(self.municipality.slug, [("view", "list")]))
        ways, chips = Ways(self.found, self.naming, self.district_word), self._chips()
        return SearchPage(
            frame=frame_for(
                Head(
                    title=titled(self.heading, self.asked.view, self.results.page if listed else number, self.language),
                    noindex=not may_be_found(self.asked),
                ),
                self.municipality,
            ),
            form=self._form(),
            heading=self.heading,
            total=self.results.total,
            cards=self._maker().cards(self.found.offers, self.found.distances) if listed else (),
            chips=chips,
            facets=self.facets,
            sort_links=self._sort_links(),
            pages=page_links(self.results.page, self.results.pages, self._page_url, self.language) if listed else None,
            meant=ways.meant(self._url),
            relaxations=ways.looser(self._url),
            few=self.results.total < FEW,
            may_fit=self._may_fit(),
            nearest_heading=self._nearest_heading(),
            nearest=self._nearest(),
            notices=self._notices(),
            status=spoken_of(self.results.total, [chip.label for chip in chips], self.language),
            clear_url=clear if self.sought.constraints() or self.asked.q else None,
            literal_url=self._url(self.found.meaning.literally()) if self.found.meaning.reads_words() else None,
            poster_url=self._poster_url(),
            calendar_url=localised(calendar_path(self.municipality.slug, self.asked.with_page(1).to_params())),
            follow=None if self.errors else self._follow(),
            missing_url=self._missing_url(),
            views=view_links(self.asked, self._url, self.language),
            map=map_of(self._everything()) if self.asked.view is View.MAP else None,
            calendar=calendar_of(self._everything(), self.sought, number) if self.asked.view is View.CALENDAR else None,
            embed=embed_of(self.asked.with_page(1).to_params(), self.heading),
        )

    def _everything(self) -> Everything:
        return everything(self.found, self.asked, self._maker(), self._url)

    def _follow(self) -> Follow:
        pairs = replace(self.asked, page=1, lang=None).to_params()
        slug = self.municipality.slug
        return Follow(localised(subscribe_path(slug)), urlencode(pairs), localised(subscribe_path(slug, pairs)))

    def _missing_url(self) -> str:
        return localised(missing_path(self.municipality.slug, replace(self.asked, page=1, lang=None).to_params()))

    def _poster_url(self) -> str | None:
        """The poster of the same offers, where a holiday is asked for and nothing that a poster cannot ask."""
        pairs = poster_fits(self.sought)
        return localised(poster_path(self.municipality.slug, pairs)) if pairs else None

    def _url(self, asked: OfferFilter) -> str:
        return search_path(self.municipality.slug, asked.to_params() or [("view", "list")])

    def _page_url(self, number: int) -> str:
        return self._url(self.asked.with_page(number))

    def _summary(self) -> str:
        named = [chip.label for chip in self.chips if chip.words is None]
        return ", ".join(part for part in (self.asked.q, *named) if part) or self.language.gettext("Alle tilbud")

    def _chips(self) -> tuple[Chip, ...]:
        meaning = self.found.meaning
        text = [ChipWords(quoted(self.sought.q, self.language), ())] if self.sought.q else []
        chips = []
        for one in (*text, *self.chips):
            wanted = meaning.without(one.pairs) if one.pairs else meaning.leading_to(replace(self.sought, q=""))
            chips.append(Chip(one.label, self._url(wanted), remove_words(one.label, self.language), one.told_words))
        return tuple(chips)

    def _maker(self) -> CardMaker:
        period = self.found.names.period(self.sought.period) if self.sought.period else None
        near = self.sought.near if isinstance(self.sought.near, str) else None
        return CardMaker(self.municipality, self.speech, krets().clock.now(), period, self._within(), tuple(self.sought.access), near)

    def _within(self) -> DateSpan | None:
        """The days that are asked about, whose meetings the cards then say."""
        if self.sought.period:
            return self.found.names.period(self.sought.period).span
        if self.sought.from_day or self.sought.to_day:
            last = self.sought.to_day or date.max
            return DateSpan(self.sought.from_day or min(self.speech.today, last), last)
        return None

    def _sort_links(self) -> tuple[SortLink, ...]:
        offered = [Sort.RELEVANCE, Sort.START, Sort.CONFIRMED] + ([Sort.DISTANCE] if self.sought.near else [])
        current = self.sought.sort or Sort.RELEVANCE
        return tuple(
            SortLink(self.language.gettext(SORT[one]), self._url(replace(self.asked, sort=one, page=1)), current=one is current)
            for one in offered
        )

    def _may_fit(self) -> tuple[Card, ...]:
        """Offers that may fit too, were more known of them."""
        return self._maker().cards(self.found.may_fit[:MOST_MAY_FIT])

    def _nearest(self) -> tuple[Card, ...]:
        return self._maker().cards(self.found.nearest, self.found.distances)

    def _nearest_heading(self) -> str:
        if self.sought.age or self.sought.grade or self.sought.age_min is not None or self.sought.grade_min is not None:
            return self.language.gettext("Andre tilbud for samme alder")
        return self.language.gettext("Andre tilbud")

    def _form(self) -> SearchForm:
        """The form as it was filled in, what could not be meant included, so that it can be mended where it stands."""
        wrong = {name: wrong_words(name, error, self.language) for name, error in self.errors.items() if name in IN_FORM}
        form = search_form(self.asked, self.naming, wrong, keep=self._hidden(), summary=self._summary())
        if self.sought.period and not self.asked.period:
            read = self.language.gettext("%(period)s (fra søket ditt)", period=self.naming.of("period", self.sought.period))
            form = replace(form, periods=(Choice("", read, selected=True), *form.periods[1:]))
        if "age" in self.errors:
            form = replace(form, ages=tuple(age[:LONGEST_SHOWN] for age in request.args.getlist("age")))
        if "near" in self.errors:
            form = replace(form, near=request.args.get("near", "")[:LONGEST_SHOWN])
        return form

    def _hidden(self) -> Pairs:
        """What the address says that neither the form nor a shown facet has a field for, and what the words say in the boxes."""
        shown = {group.name for group in self.facets} | IN_FORM | NOT_KEPT
        kept = [pair for pair in self.asked.to_params() if pair[0] not in shown]
        return [*kept, *read_fields(self.found.meaning, self.facets)]

    def _notices(self) -> tuple[Notice, ...]:
        wrong = [wrong_words(name, error, self.language) for name, error in self.errors.items() if name not in IN_FORM]
        return (*(Notice(words, "warning") for words in wrong), *told_of(self.found, self.naming, self._url))


def page_links(page: int, pages: int, url: Callable[[int], str], language: Language) -> PageLinks | None:
    """The numbered pages: first, last and those round the current one; None for a single page."""
    if pages < 2:
        return None
    shown = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    numbers: list[PageLink] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            numbers.append(PageLink("…", gap=True))
        numbers.append(PageLink(language.gettext("%(number)s", number=number), url(number), current=number == page))
    return PageLinks(tuple(numbers), url(page - 1) if page > 1 else None, url(page + 1) if page < pages else None)
