"""Values of the gallery for searches: one with everything, one that finds nothing but ways on, one with nothing at all."""

from dataclasses import replace

from tests.web import gallery_offers as offers
from tests.web.gallery_frame import PERIODS, SUGGEST, frame
from tests.web.gallery_views import views
from web.view import (
    Chip,
    Embed,
    FacetGroup,
    FacetOption,
    Follow,
    Hidden,
    Link,
    Notice,
    Page,
    PageLink,
    PageLinks,
    SearchForm,
    SearchPage,
    SortLink,
    WayOn,
)

ANSWER = "27 gratis tilbud for 8\u2011åringer i juleferien"
DISTRICTS = ("Hallingstad", "Egge", "Høvik", "Hegg", "Hennummarka", "Oddevall", "Sylling", "Tranby", "Nordal", "Gullaug")
CHIPS = (
    Chip("Gratis", "/lier/?age=8", "Ta bort filteret Gratis", "gratis"),
    Chip("8 år", "/lier/?cost=free", "Ta bort filteret 8 år"),
    Chip("Juleferien, uke 52–53", "/lier/?cost=free&age=8", "Ta bort filteret Juleferien, uke 52–53"),
    Chip("Kan delta i rullestol", "/lier/?cost=free", "Ta bort filteret Kan delta i rullestol", "rullestol"),
)
NUMBERS = (
    PageLink("1", "?page=1"),
    PageLink("2", "?page=2", current=True),
    PageLink("3", "?page=3"),
    PageLink("…", gap=True),
    PageLink("12", "?page=12"),
)
SORTS = (SortLink("beste treff", "?", True), SortLink("starter først", "?sort=start"), SortLink("nærmest", "?sort=distance"))
FRAMED = Embed('<iframe src="https://krets.example/lier/widget?cost=free" title="27 gratis tilbud"></iframe>', "/lier/widget?cost=free")
FOLLOW = Follow("/lier/subscribe", "cost=free&age=8", "/lier/subscribe?cost=free&age=8")


def option(value: str, label: str, count: int, *, selected: bool = False) -> FacetOption:
    """One answer of a facet."""
    return FacetOption(value, label, max(count, 0), selected)


def facets() -> tuple[FacetGroup, ...]:
    """Facets short and long, with help, chosen and empty options, and one of which only one answer can be chosen."""
    prices = (option("free", "Gratis", 27, selected=True), option("paid", "Koster noe", 31), option("unknown", "Pris ikke oppgitt", 6))
    needs = (
        option("step-free-entrance", "Kommer inn uten trinn", 14),
        option("quiet", "Rolig og lite støy", 5),
        option("alternative-communication", "Kan kommunisere med bilder eller hjelpemiddel", 0),
        option("companion-free", "Ledsager gratis", 8),
    )
    told = "Viser bare tilbud der svaret er ja. Er det ikke oppgitt, kan du spørre arrangøren."
    ways = (option("2000", "Høyst 2 km", 12), option("5000", "Høyst 5 km", 21))
    return (
        FacetGroup.of("cost", "Pris", prices),
        FacetGroup.of(
            "district", "Skolekrets", tuple(option(name.lower(), name, 9 - n, selected=n == 8) for n, name in enumerate(DISTRICTS))
        ),
        FacetGroup.of("access", "Tilrettelegging", needs, help=told),
        replace(FacetGroup.of("radius", "Avstand", ways), input_type="radio"),
    )


def search_page(language: str) -> SearchPage:
    """A search with everything: chips, facets, cards of all states, pages, and every way on from it."""
    form = SearchForm(
        "/lier/", "gratis fotball", ("8",), PERIODS, "", ("Tranby", "Hallingstad skole"), (Hidden("lang", language),),
        summary="gratis fotball, 8 år", suggest_url=SUGGEST,
    )  # fmt: skip
    return SearchPage(
        frame(ANSWER, language),
        form,
        ANSWER,
        27,
        offers.CARDS,
        CHIPS,
        facets(),
        SORTS,
        PageLinks(NUMBERS, "?page=1", "?page=3"),
        notices=(Notice("Vi søkte etter «fotball» i stedet for «fotbal».", link=Link("Søk etter «fotbal»", "/lier/?literal=true")),),
        status="27 treff. Du har valgt: Gratis, 8 år",
        clear_url="/lier/?q=",
        literal_url="/lier/?literal=true",
        calendar_url="/lier/calendar.ics?cost=free",
        poster_url="/lier/poster.pdf?period=christmas-2026",
        follow=FOLLOW,
        embed=FRAMED,
        views=views("Liste"),
    )


def few_found(language: str) -> SearchPage:
    """One offer for two children in a holiday, and no other way to more of them."""
    chosen = (*PERIODS[:2], replace(PERIODS[2], selected=True))
    form = SearchForm("/lier/", "sjakk", ("8", "11"), chosen, "Tranby", summary="sjakk, 8 år, 11 år", suggest_url=SUGGEST)
    return SearchPage(
        frame("Ett tilbud: sjakk", language), form, "Ett tilbud: sjakk", 1, offers.CARDS[:1], CHIPS[1:3],
        facets()[3:], few=True, notices=(Notice("4 tilbud til kan passe, men mangler opplysninger."),),
        status="1 treff", clear_url="/lier/?q=", missing_url="/lier/missing?category=chess",
    )  # fmt: skip


def empty_search(language: str) -> SearchPage:
    """Nothing found: ways on with counts, the nearest, and fields that were filled in wrongly."""
    form = SearchForm(
        "/lier/",
        "ishockey",
        ("15", "fem"),
        PERIODS,
        errors={"age": "Skriv alderen som et helt tall fra 0 til 120.", "lang": "Vi forsto ikke «xx» og søkte uten."},
        summary="ishockey, 15 år",
        suggest_url=SUGGEST,
    )
    words = "Søket går nå uten filtertall, fordi søkeregisteret bygges på nytt. Det tar vanligvis noen minutter."
    return SearchPage(
        frame("Ingen tilbud for 15\u2011åringer: ishockey", language),
        form,
        "Ingen tilbud for 15\u2011åringer: ishockey",
        0,
        (),
        (Chip("15 år", "/lier/", "Ta bort filteret 15 år"),),
        facets=facets(),
        relaxations=(WayOn("Uten «15 år»", 6, "/lier/?q=ishockey"), WayOn("Hele sesongen", 2, "/lier/?q=ishockey&age=15")),
        few=True,
        meant=(WayOn("Mente du «isdans»?", 1, "/lier/?q=isdans&age=15"),),
        may_fit=offers.CARDS[1:2],
        nearest_heading="Andre tilbud for samme alder",
        nearest=offers.CARDS[:1],
        notices=(Notice(words, "warning"),),
        literal_url="/lier/?q=ishockey&literal=true",
        status="Ingen treff",
        clear_url="/lier/?q=",
        missing_url="/lier/missing?category=ice-hockey&age=15",
        follow=FOLLOW,
    )


def bare_search(language: str) -> SearchPage:
    """Nothing found and nothing to suggest."""
    return SearchPage(frame("Ingen tilbud", language), SearchForm("/lier/", periods=PERIODS), "Ingen tilbud", 0, (), few=True)


def pages(language: str) -> dict[str, Page]:
    """All of them by name."""
    return {
        "search": search_page(language),
        "search-few": few_found(language),
        "search-empty": empty_search(language),
        "search-bare": bare_search(language),
    }
