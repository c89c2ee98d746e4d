"""Every template with rich, poor and awkward view values, without database or search: to look at, and for the template tests.

`python -m tests.web.gallery PORT` serves them all on one page of links until interrupted.
"""

import sys
from collections.abc import Mapping
from dataclasses import replace

from flask import Flask, Response, render_template, request
from flask_babel import Babel
from markupsafe import Markup
from werkzeug.serving import make_server

from tests.web import gallery_guides as guides
from tests.web import gallery_offers as offers
from tests.web import gallery_views as views
from web.bundle import read_assets
from web.language import LANGUAGES, TRANSLATIONS
from web.theme import Theme
from web.view import (
    AboutPage,
    Chip,
    Choice,
    ErrorPage,
    FacetGroup,
    FacetOption,
    Footer,
    Frame,
    Head,
    Hidden,
    HolidayCard,
    HomePage,
    LanguageLink,
    Link,
    MunicipalitiesPage,
    MunicipalityCard,
    MunicipalityView,
    Notice,
    Page,
    PageLink,
    PageLinks,
    PrivacyPage,
    SearchForm,
    SearchPage,
    SortLink,
    SourceRow,
    Tile,
    WayOn,
)

LIER = MunicipalityView("Lier", "lier", "/lier/", "skolekrets", "/lier/saved")
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'"
"""As strict as the pages allow: Designsystemet draws its arrows and crosses by data addresses."""
PUBLIC = "https://krets.example"
SUGGESTED = (("ishockey", 3), ("isdans", 1), ("is og snø", 2), ("islandshest", 1))
"""Words with counts that the search fields of the gallery suggest."""
PERIODS = (Choice("", "Når som helst"), Choice("christmas-2026", "Juleferien, uke 52–53"), Choice("winter-2027", "Vinterferien, uke 8"))


def frame(title: str, language: str = "nb", *, municipality: MunicipalityView | None = LIER, demo: bool = True) -> Frame:
    """A complete frame."""
    languages = tuple(LanguageLink(code, name, f"?lang={code}", code == language) for code, name in LANGUAGES.items())
    ways = (
        Link("Ny i Lier", "/lier/ny"),
        Link("For ungdom", "/lier/ung"),
        Link("Ferier og fridager", "/lier/periods"),
        Link("Hjelp og kontakt", "/lier/help"),
    )
    footer = Footer("/about", "/privacy", "https://uustatus.no/nb/erklaringer/publisert/eksempel", ways if municipality else ())
    assets = replace(read_assets(), theme="/theme.css" if municipality else None)
    alternates = tuple((code, f"https://krets.example/lier/?lang={code}") for code in LANGUAGES)
    head = Head(title, "Fritidstilbud for barn og unge i Lier", "https://krets.example/lier/")
    return Frame(language, languages, assets, head, "/", footer, municipality, alternates, demo)


def facets() -> tuple[FacetGroup, ...]:
    """Facets short and long, with help, chosen and empty options."""
    districts = ["Hallingstad", "Egge", "Høvik", "Hegg", "Hennummarka", "Oddevall", "Sylling", "Tranby", "Nordal", "Gullaug"]
    return (
        FacetGroup.of(
            "cost",
            "Pris",
            (option("free", "Gratis", 27, selected=True), option("paid", "Koster noe", 31), option("unknown", "Pris ikke oppgitt", 6)),
        ),
        FacetGroup.of(
            "district", "Skolekrets", tuple(option(name.lower(), name, 9 - n, selected=n == 8) for n, name in enumerate(districts))
        ),
        FacetGroup.of(
            "access",
            "Tilrettelegging",
            (
                option("step-free-entrance", "Kommer inn uten trinn", 14),
                option("quiet", "Rolig og lite støy", 5),
                option("alternative-communication", "Kan kommunisere med bilder eller hjelpemiddel", 0),
                option("companion-free", "Ledsager gratis", 8),
            ),
            help="Viser bare tilbud der det er bekreftet. Står det ikke oppgitt, kan du spørre arrangøren.",
        ),
    )


def option(value: str, label: str, count: int, *, selected: bool = False) -> FacetOption:
    """One answer of a facet."""
    return FacetOption(value, label, max(count, 0), selected)


def search_page(language: str) -> SearchPage:
    """A search with everything: chips, facets, cards of all states, pages."""
    chips = (
        Chip("Gratis", "/lier/?age=8", "Ta bort filteret Gratis", "gratis"),
        Chip("8 år", "/lier/?cost=free", "Ta bort filteret 8 år"),
        Chip("Juleferien, uke 52–53", "/lier/?cost=free&age=8", "Ta bort filteret Juleferien, uke 52–53"),
        Chip("Kan delta i rullestol", "/lier/?cost=free", "Ta bort filteret Kan delta i rullestol", "rullestol"),
    )
    numbers = (
        PageLink("1", "?page=1"),
        PageLink("2", "?page=2", current=True),
        PageLink("3", "?page=3"),
        PageLink("…", gap=True),
        PageLink("12", "?page=12"),
    )
    return SearchPage(
        frame("27 gratis tilbud for 8\u2011åringer i juleferien", language),
        SearchForm(
            "/lier/",
            "gratis fotball",
            ("8",),
            PERIODS,
            "",
            ("Tranby", "Hallingstad skole"),
            (Hidden("lang", language),),
            summary="gratis fotball, 8 år",
            suggest_url="/suggest?lang=nb",
        ),
        "27 gratis tilbud for 8\u2011åringer i juleferien",
        27,
        offers.CARDS,
        chips,
        facets(),
        (SortLink("best treff", "?", True), SortLink("starter først", "?sort=start"), SortLink("nærmest", "?sort=distance")),
        PageLinks(numbers, "?page=1", "?page=3"),
        status="27 treff",
        clear_url="/lier/?q=",
        literal_url="/lier/?literal=true",
        calendar_url="/lier/calendar.ics?cost=free",
    )


def empty_search(language: str) -> SearchPage:
    """Nothing found: ways on with counts, the nearest, and a field that was filled in wrongly."""
    return SearchPage(
        frame("Ingen tilbud for 15\u2011åringer: ishockey", language),
        SearchForm(
            "/lier/",
            "ishockey",
            ("15", "fem"),
            PERIODS,
            errors={"age": "Skriv alderen som et helt tall fra 0 til 120."},
            summary="ishockey, 15 år",
            suggest_url="/suggest?lang=nb",
        ),
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
        notices=(Notice("Søket går nå uten filtertall, fordi søkeregisteret bygges på nytt. Det tar vanligvis noen minutter.", "warning"),),
        status="Ingen treff",
        clear_url="/lier/?q=",
    )


def bare_search(language: str) -> SearchPage:
    """Nothing found and nothing to suggest."""
    return SearchPage(frame("Ingen tilbud", language), SearchForm("/lier/", periods=PERIODS), "Ingen tilbud", 0, (), few=True)


def home(language: str) -> HomePage:
    """The first screen of a municipality."""
    tiles = (
        Tile("Idrett", "?category=sport", "medal"),
        Tile("Svømming", "?category=swimming", "waves-ladder"),
        Tile("Musikk", "?category=music", "music"),
        Tile("Ute", "?category=outdoors", "trees"),
        Tile("Spill", "?category=games", "dices"),
        Tile("Teknologi og vitenskap", "?category=science-technology", "cpu"),
        Tile("Møteplasser", "?category=gathering", "sofa"),
        Tile("Støtte til familier", "?category=family-support", "heart-handshake"),
    )
    holidays = (
        HolidayCard("Juleferien", "man. 21. des. – lør. 2. jan. 2027", "?period=christmas-2026", ("34 gratis tilbud", "12 uten påmelding")),
        HolidayCard("Vinterferien, uke 8", "man. 22. feb. – fre. 26. feb. 2027", "?period=winter-2027", ("9 gratis tilbud så langt",)),
        HolidayCard("Høstferien, uke 40", "man. 4. okt. – fre. 8. okt. 2027", "?period=autumn-2027", provisional=True),
    )
    districts = tuple(Link(name, f"/lier/districts/{name.lower()}") for name in ("Egge", "Hallingstad", "Hegg", "Høvik", "Sylling"))
    schools = (
        Link("Lier ungdomsskole", "/lier/schools/lier-ungdomsskole"),
        Link("Tranby ungdomsskole", "/lier/schools/tranby-ungdomsskole"),
    )
    form = SearchForm("/lier/", periods=PERIODS, places=("Tranby", "Lierbyen"), suggest_url="/suggest?lang=nb")
    return HomePage(
        frame("Finn noe å gjøre i fritid og ferie", language), form, tiles, holidays, "Se alle 172 tilbud", "/lier/?q=", districts, schools
    )


def bare_home(language: str) -> HomePage:
    """A municipality in which nothing has been loaded."""
    notice = Notice("Ingen tilbud er lagt inn ennå.", link=Link("Om opplysningene", "/about"))
    return HomePage(frame("Finn noe å gjøre", language, demo=False), SearchForm("/lier/", periods=PERIODS[:1]), notices=(notice,))


def municipalities(language: str) -> MunicipalitiesPage:
    """Two municipalities."""
    both = (
        MunicipalityCard("Lier", "/lier/", ("172 tilbud, 96 av dem gratis",)),
        MunicipalityCard("Lørenskog", "/lorenskog/", ("181 tilbud, 104 av dem gratis",)),
    )
    return MunicipalitiesPage(frame("Velg kommune", language, municipality=None), both)


def about(language: str) -> AboutPage:
    """Sources with all and with hardly any facts."""
    rows = (
        SourceRow(
            "Lier idrettsråds liste", "Lier idrettsråd", "sist lest i dag kl. 06.10", "64", "NLOD 2.0", "https://feed.example/liste.csv"
        ),
        SourceRow("Menighetenes kalender", None, "sist lest i går kl. 18.00", "12"),
    )
    return AboutPage(frame("Om opplysningene", language), rows)


def errors(language: str) -> dict[str, Page]:
    """A page for each status."""
    links = (Link("Søk i Lier", "/lier/"), Link("Velg en annen kommune", "/"))
    problems = ("Alder: skriv et helt tall fra 0 til 120 (du skrev «fem»).",)
    pages: dict[str, Page] = {"error-400": ErrorPage(frame("Vi forsto ikke adressen", language), 400, problems, links)}
    for status in (404, 410, 429, 503):
        pages[f"error-{status}"] = ErrorPage(frame("Feil", language), status, links=links)
    return pages | {"error-500": ErrorPage(frame("Feil", language, municipality=None), 500, reference="7f3a-19c2")}


def pages(language: str = "nb") -> Mapping[str, Page]:
    """Every page of the gallery by name."""
    made: dict[str, Page] = {
        "search": search_page(language),
        "search-empty": empty_search(language),
        "search-bare": bare_search(language),
        "home": home(language),
        "home-bare": bare_home(language),
        "municipalities": municipalities(language),
        "municipalities-bare": MunicipalitiesPage(frame("Velg kommune", language, municipality=None)),
        "offer": offers.offer(frame("Fotballskole i juleferien", language)),
        "offer-bare": offers.bare_offer(frame("Lesestund", language)),
        "offer-ended": offers.ended_offer(frame("Strikkekafé", language)),
        "district": offers.district(frame("Hallingstad skolekrets", language)),
        "organisation-bare": offers.bare_organisation(frame("Lierbyen sjakklubb", language)),
        "about": about(language),
        "about-bare": AboutPage(frame("Om opplysningene", language)),
        "privacy": PrivacyPage(frame("Personvern", language)),
        "guide": guides.guide(frame("Ny i Lier", language)),
        "guide-young": guides.young(frame("For ungdom", language), SearchForm("/lier/", periods=PERIODS, suggest_url="/suggest?lang=nb")),
        "widget": guides.widget(frame("27 gratis tilbud", language)),
    }
    return made | errors(language) | views.pages(search_page(language), frame("27 gratis tilbud", language))


def create_gallery() -> Flask:
    """An application that renders the gallery; the address is the page's name, the language `?lang=`."""
    app = Flask("web", template_folder="templates", static_folder="static")
    Babel(app, default_locale="nb", default_translation_directories=str(TRANSLATIONS), locale_selector=asked_language)

    @app.get("/")
    def index() -> str:
        links = (Markup('<a href="/{0}">{0}</a><br>').format(name) for name in pages())
        return Markup("<!doctype html><title>Galleri</title>") + Markup("").join(links)

    @app.get("/lier/")
    def search() -> str:
        shown = empty_search(asked_language()) if "ishockey" in request.args.get("q", "") else search_page(asked_language())
        return render_template(shown.template, page=shown)

    @app.get("/lier/districts.geojson")
    def shapes() -> dict[str, object]:
        return views.SHAPES

    @app.get("/suggest")
    def suggest() -> dict[str, object]:
        typed = request.args["q"].casefold()
        found = [(words, count) for words, count in SUGGESTED if words.startswith(typed)]
        return {"suggestions": [{"words": words, "count": count, "url": f"{PUBLIC}/lier/?q={words}"} for words, count in found]}

    @app.after_request
    def protect(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    @app.get("/theme.css")
    def theme() -> Response:
        return Response(Theme.from_brand("#17543b").css(), mimetype="text/css")

    @app.get("/<name>")
    def page(name: str) -> str:
        shown = pages(asked_language())[name]
        return render_template(shown.template, page=shown)

    return app


def asked_language() -> str:
    """The language of the present request."""
    return request.args.get("lang", "nb")


if __name__ == "__main__":
    make_server("127.0.0.1", int(sys.argv[1]), create_gallery(), threaded=True).serve_forever()
