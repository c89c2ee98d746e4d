"""The search page: the answer as a heading, what was understood as chips, filters with counts, and a way on when little is found."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from flask import Response, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from catalog.clock import today
from catalog.errors import InvalidValue
from catalog.store.offers import offers_by_id
from catalog.terms import Cost
from catalog.values import DateSpan
from search.answering import FEW
from search.filters import OfferFilter, Sort
from search.names import Names
from search.parameters import UNKNOWN
from search.results import Notice as Told
from search.results import Results
from web.answers import Answer, answer, legal_names
from web.frame import district_word, frame_for, krets, localised, page_language, page_response
from web.labels import SORT, facet_help, facet_legend
from web.language import Language, mark
from web.links import calendar_path, search_path
from web.naming import Naming, naming_for
from web.pages.cards import CardMaker
from web.pages.home import home_response, search_form
from web.view import Card, Chip, FacetGroup, FacetOption, Head, Notice, PageLink, PageLinks, Relaxation, SearchForm, SearchPage, SortLink
from web.wording.answers import Asked, heading_words, hits_words, remove_words
from web.wording.dates import Speech, list_words

IN_FORM = frozenset({"q", "age", "period", "near"})
FACETS = (
    "category",
    "cost",
    "district",
    "weekday",
    "time",
    "grade",
    "access",
    "kind",
    "booking",
    "audience",
    "organiser",
    "language",
    "group",
    "confirmed",
)
MOST_RELAXATIONS = 3
LONGEST_SHOWN = 60
TOLD = {
    Told.SHORTENED: mark("Søket var langt, så vi brukte bare begynnelsen."),
    Told.ANY_WORD: mark("Ingen tilbud har alle ordene. Her er tilbud med noen av dem."),
    Told.SMALL_WORDS: mark("Søket hadde bare småord, så vi viser alle tilbud."),
    Told.LAST_PAGE: mark("Det finnes ikke flere sider. Dette er den siste."),
    Told.FROM_DATABASE: mark("Søket er tregere enn vanlig akkurat nå. Treffene er de samme."),
}
"""What a reader must be told of an answer."""
Pairs = list[tuple[str, str]]


def search(municipality: str) -> AnyResponse:
    """The first screen of a municipality, or the answer to a search."""
    pairs = [(name, value) for name, value in request.args.items(multi=True) if value.strip()]
    if not any(name != "lang" for name, _ in pairs):
        if request.args.keys() - {"lang"}:
            return redirect(localised(search_path(municipality, [("view", "list")])))
        return home_response(g.municipality)
    asked, names, errors = _asked(pairs)
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
    try:
        found = answer(krets(), g.session, g.municipality, asked, names)
    except InvalidValue as error:
        if error.field != "near" or "near" in errors:
            raise
        errors["near"] = error
        found = answer(krets(), g.session, g.municipality, asked.without("near"), names)
    page = _Page(found, errors, Speech(page_language(), today(krets().clock)))
    return page_response(page.build(), 400 if errors else 200)


class _Page:
    """Everything that the page of one answer is made from."""

    def __init__(self, found: Answer, errors: dict[str, InvalidValue], speech: Speech) -> None:
        self.asked = found.asked
        self.found = found
        self.results: Results = found.results
        self.errors = errors
        self.speech = speech
        self.language: Language = speech.language
        self.municipality = g.municipality
        self.naming: Naming = naming_for(g.session, g.municipality, krets().vocabulary, found.names, speech)

    def build(self) -> SearchPage:
        """The page."""
        heading = heading_words(self.results.total, self._subject(), self.language)
        clear = localised(search_path(self.municipality.slug, [("view", "list")]))
        return SearchPage(
            frame=frame_for(Head(title=heading, noindex=bool(self.asked.to_params())), self.municipality),
            form=self._form(),
            heading=heading,
            total=self.results.total,
            cards=self._cards(),
            chips=self._chips(),
            facets=self._facets(),
            sort_links=self._sort_links(),
            pages=page_links(self.results.page, self.results.pages, self._page_url, self.language),
            relaxations=self._relaxations(),
            nearest=self._nearest(),
            notices=self._notices(),
            status=hits_words(self.results.total, self.language),
            clear_url=clear if self.asked.constraints() or self.asked.q else None,
            calendar_url=localised(calendar_path(self.municipality.slug, self._pairs(self.asked.with_page(1)))),
        )

    def _url(self, asked: OfferFilter) -> str:
        return search_path(self.municipality.slug, self._pairs(asked) or [("view", "list")])

    def _pairs(self, asked: OfferFilter) -> Pairs:
        return list(asked.to_params())

    def _page_url(self, number: int) -> str:
        return self._url(self.asked.with_page(number))

    def _subject(self) -> Asked:
        asked = self.asked
        return Asked(
            free=asked.cost == (Cost.FREE,),
            ages=[int(age) for age in asked.age if age != UNKNOWN],
            subjects=[self.naming.of("category", slug) for slug in asked.category],
            period=self.naming.of("period", asked.period).split(",")[0] if asked.period else None,
            place=asked.near if isinstance(asked.near, str) else None,
            text=asked.q,
        )

    def _summary(self) -> str:
        named = [self.naming.of(name, value) for name, value in self.asked.constraints()]
        return ", ".join(part for part in (self.asked.q, *named) if part) or self.language.gettext("Alle tilbud")

    def _chips(self) -> tuple[Chip, ...]:
        chips = []
        if self.asked.q:
            chips.append(self._chip("q", self.asked.q, f"«{self.asked.q}»"))
        chips += [self._chip(name, value, self.naming.of(name, value)) for name, value in self.asked.constraints()]
        return tuple(chips)

    def _chip(self, name: str, value: str, label: str) -> Chip:
        return Chip(label, self._url(self.asked.without(name, value)), remove_words(label, self.language))

    def _facets(self) -> tuple[FacetGroup, ...]:
        groups = []
        for name in FACETS:
            values = self.results.facets.get(name, ())
            options = [FacetOption(one.value, self.naming.of(name, one.value), one.count, one.selected) for one in values]
            shown = _in_order(name, self._worth_showing(name, options))
            if any(one.count or one.selected for one in shown):
                legend = facet_legend(name, self.language, district_word=district_word(self.municipality, self.language))
                groups.append(FacetGroup.of(name, legend, tuple(shown), help=facet_help(name, self.language)))
        return tuple(groups)

    def _worth_showing(self, name: str, options: list[FacetOption]) -> list[FacetOption]:
        """Of the grades those found; of the categories the broadest and those right below a chosen one: 184 help nobody to choose."""
        if name == "grade":
            return [one for one in options if one.count or one.selected]
        if name != "category":
            return options
        broader = krets().vocabulary.broader
        chosen = set(self.asked.category)
        return [
            one for one in options if one.selected or (one.count and (not broader(one.value) or chosen.intersection(broader(one.value))))
        ]

    def _hidden(self) -> Pairs:
        """Constraints that neither the form nor a shown facet has a field for."""
        shown = {group.name for group in self._facets()} | IN_FORM | {"page"}
        return [pair for pair in self.asked.to_params() if pair[0] not in shown]

    def _maker(self) -> CardMaker:
        period = self.found.names.period(self.asked.period) if self.asked.period else None
        near = self.asked.near if isinstance(self.asked.near, str) else None
        return CardMaker(self.municipality, self.speech, krets().clock.now(), period, self._within(), tuple(self.asked.access), near)

    def _within(self) -> DateSpan | None:
        """The days that are asked about, whose meetings the cards then say."""
        if self.asked.period:
            return self.found.names.period(self.asked.period).span
        if self.asked.from_day or self.asked.to_day:
            last = self.asked.to_day or date.max
            return DateSpan(self.asked.from_day or min(self.speech.today, last), last)
        return None

    def _cards(self) -> tuple[Card, ...]:
        return self._maker().cards(self.found.offers, self.found.distances)

    def _sort_links(self) -> tuple[SortLink, ...]:
        offered = [Sort.RELEVANCE, Sort.START, Sort.CONFIRMED] + ([Sort.DISTANCE] if self.asked.near else [])
        current = self.asked.sort or Sort.RELEVANCE
        return tuple(
            SortLink(self.language.gettext(SORT[one]), self._url(replace(self.asked, sort=one, page=1)), current=one is current)
            for one in offered
        )

    def _relaxations(self) -> tuple[Relaxation, ...]:
        return tuple(
            Relaxation(self._without_words(one.remove), one.count, self._url(self.asked.without(one.remove)))
            for one in self.results.relaxations[:MOST_RELAXATIONS]
        )

    def _without_words(self, name: str) -> str:
        named = [f"«{self.asked.q}»"] if name == "q" else [self.naming.of(name, value) for value in self.asked.texts(name)]
        return self.language.gettext("Uten %(label)s", label=list_words(named, self.language))

    def _nearest(self) -> tuple[Card, ...]:
        """Offers that may fit too, were more known of them."""
        return self._maker().cards(offers_by_id(g.session, self.results.ask[:MOST_RELAXATIONS])) if self.results.total < FEW else ()

    def _form(self) -> SearchForm:
        """The form as it was filled in, what could not be meant included, so that it can be mended where it stands."""
        form = search_form(self.asked, self.naming, self._errors(), keep=self._hidden(), summary=self._summary())
        if "age" in self.errors:
            form = replace(form, ages=tuple(age[:LONGEST_SHOWN] for age in request.args.getlist("age")))
        if "near" in self.errors:
            form = replace(form, near=request.args.get("near", "")[:LONGEST_SHOWN])
        return form

    def _errors(self) -> dict[str, str]:
        return {name: wrong_words(name, error, self.language) for name, error in self.errors.items() if name in IN_FORM}

    def _notices(self) -> tuple[Notice, ...]:
        wrong = [wrong_words(name, error, self.language) for name, error in self.errors.items() if name not in IN_FORM]
        told = [self.language.gettext(TOLD[one]) for one in self.results.notices if self.results.total or one is not Told.ANY_WORD]
        ask = self.results.ask_total
        if ask:
            told.append(
                self.language.ngettext(
                    "Ett tilbud til kan passe, men noe du spør etter, er ikke oppgitt. Spør arrangøren.",
                    "%(num)s tilbud til kan passe, men noe du spør etter, er ikke oppgitt. Spør arrangøren.",
                    ask,
                )
            )
        return (*(Notice(words, "warning") for words in wrong), *(Notice(words) for words in told))


def wrong_words(name: str, error: InvalidValue, language: Language) -> str:
    """That a value cannot be used, in plain words."""
    if name == "near":
        return language.gettext("Vi kjenner ikke stedet «%(value)s» her. Prøv en skole, en adresse eller et postnummer.", value=error.value)
    if name == "age":
        return language.gettext("Skriv alderen som et tall, for eksempel 8.")
    return language.gettext("Vi forsto ikke «%(value)s» og søkte uten.", value=str(error.value)[:60])


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


def _in_order(name: str, options: Sequence[FacetOption]) -> list[FacetOption]:
    """Closed lists in their own order, open ones by count and name."""
    if name in {"cost", "weekday", "time", "grade", "confirmed"}:
        return list(options)
    return sorted(options, key=lambda one: (not one.selected, -one.count, one.label.casefold()))
