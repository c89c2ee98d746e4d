"""Values of the gallery for first screens, pages of words, and errors."""

from dataclasses import replace

from tests.web.gallery_frame import PERIODS, SUGGEST, frame, hidden_frame
from web.frame import error_title
from web.language import Language
from web.view import (
    AboutPage,
    ApiDocsPage,
    CountLink,
    Credit,
    EndpointView,
    ErrorPage,
    HolidayCard,
    HomePage,
    Link,
    MunicipalitiesPage,
    MunicipalityCard,
    Notice,
    Page,
    ParameterRow,
    PrivacyPage,
    SearchForm,
    SourceRow,
    Tile,
)

ERRORS = (400, 403, 404, 410, 413, 429, 500, 503)
"""The statuses that a page can have, one of each kind of words."""
TILES = (
    Tile("Idrett", "?category=sport", "medal"),
    Tile("Svømming", "?category=swimming", "waves-ladder"),
    Tile("Musikk", "?category=music", "music"),
    Tile("Ute", "?category=outdoors", "trees"),
    Tile("Spill", "?category=games", "dices"),
    Tile("Teknologi og vitenskap", "?category=science-technology", "cpu"),
    Tile("Møteplasser", "?category=gathering", "sofa"),
    Tile("Støtte til familier", "?category=family-support", "heart-handshake"),
)
HOLIDAYS = (
    HolidayCard("Juleferien", "man. 21. des. – lør. 2. jan. 2027", "?period=christmas-2026", ("34 gratis tilbud", "12 uten påmelding")),
    HolidayCard("Vinterferien, uke 8", "man. 22. feb. – fre. 26. feb. 2027", "?period=winter-2027", ("9 gratis tilbud så langt",)),
    HolidayCard("Høstferien, uke 40", "man. 4. okt. – fre. 8. okt. 2027", "?period=autumn-2027", provisional=True),
)


def home(language: str) -> HomePage:
    """The first screen of a municipality."""
    districts = tuple(Link(name, f"/lier/districts/{name.lower()}") for name in ("Egge", "Hallingstad", "Hegg", "Høvik", "Sylling"))
    schools = (
        Link("Lier ungdomsskole", "/lier/schools/lier-ungdomsskole"),
        Link("Tranby ungdomsskole", "/lier/schools/tranby-ungdomsskole"),
    )
    form = SearchForm("/lier/", periods=PERIODS, places=("Tranby", "Lierbyen"), suggest_url=SUGGEST)
    title = frame("Finn noe å gjøre i fritid og ferie", language)
    return HomePage(title, form, TILES, HOLIDAYS, "Se alle 172 tilbud", "/lier/?q=", districts, schools)


def bare_home(language: str) -> HomePage:
    """A municipality in which nothing has been loaded."""
    notice = Notice("Ingen tilbud er lagt inn ennå.", link=Link("Om opplysningene", "/about"))
    title = frame("Finn noe å gjøre", language, demo=False)
    nowhere = replace(title, footer=replace(title.footer, ways=()))
    return HomePage(nowhere, SearchForm("/lier/", periods=PERIODS[:1]), notices=(notice,))


def municipalities(language: str) -> MunicipalitiesPage:
    """Two municipalities."""
    both = (
        MunicipalityCard("Lier", "/lier/", ("172 tilbud, 96 av dem gratis",)),
        MunicipalityCard("Lørenskog", "/lorenskog/", ("181 tilbud, 104 av dem gratis",)),
    )
    return MunicipalitiesPage(frame("Velg kommune", language, municipality=None), both)


def about(language: str) -> AboutPage:
    """Sources with all and with hardly any facts, credits, figures."""
    rows = (
        SourceRow(
            "Lier idrettsråds liste", "Lier idrettsråd", "sist lest i dag kl. 06.10", "64", "NLOD 2.0", "https://feed.example/liste.csv",
            "2 nye, 1 endret",
        ),
        SourceRow("Menighetenes kalender", None, "sist lest i går kl. 18.00", "12"),
    )  # fmt: skip
    credited = (Credit("Inneholder data fra Kartverket", "https://creativecommons.org/licenses/by/4.0/"), Credit("Folketall: SSB"))
    figures = (CountLink("Gratis tilbud", "96", "/lier/?cost=free"), CountLink("Uten påmelding", "41", "/lier/?booking=none"))
    return AboutPage(frame("Om opplysningene", language), rows, credited, figures)


PARAMETERS = (
    ParameterRow("cost", (("What it costs; ", False), ("unknown", True), (" is not free.", False)), ("free", "paid", "unknown"), True),
    ParameterRow("q", (("Words.", False),)),
)


def api_docs(language: str) -> ApiDocsPage:
    """The description of the JSON interface: an address with parameters of every kind, one with none to try."""
    keys = (("total", (("How many were found.", False),)),)
    search = "/api/v1/municipalities/{slug}/offers"
    endpoints = (
        EndpointView("search", search, "Search", PARAMETERS, keys, "/api/v1/municipalities/lier/offers?cost=free"),
        EndpointView("offer", "/api/v1/offers/{id}", "One offer", (), keys),
    )
    title = frame("Open data (API)", language, municipality=None)
    return ApiDocsPage(title, endpoints, "/api/openapi.json", "https://krets.example/api/v1/municipalities/lier/offers?cost=free")


def errors(language: str) -> dict[str, Page]:
    """A page for each status."""
    links = (Link("Søk i Lier", "/lier/"), Link("Velg en annen kommune", "/"))
    problems = {400: ("Alder: skriv et helt tall fra 0 til 120 (du skrev «fem»).",)}
    made: dict[str, Page] = {}
    for status in ERRORS:
        title = hidden_frame(error_title(status, Language(language)), language)
        made[f"error-{status}"] = ErrorPage(title, status, problems.get(status, ()), links)
    nowhere = hidden_frame(error_title(500, Language(language)), language, municipality=None)
    return made | {"error-500": ErrorPage(nowhere, 500, reference="7f3a-19c2")}


def pages(language: str) -> dict[str, Page]:
    """All of them by name."""
    made: dict[str, Page] = {
        "home": home(language),
        "home-bare": bare_home(language),
        "municipalities": municipalities(language),
        "municipalities-bare": MunicipalitiesPage(frame("Velg kommune", language, municipality=None)),
        "about": about(language),
        "about-bare": AboutPage(frame("Om opplysningene", language, demo=False)),
        "privacy": PrivacyPage(frame("Personvern", language)),
        "privacy-tiles": PrivacyPage(frame("Personvern", language), "fliser.example"),
        "api-docs": api_docs(language),
    }
    return made | errors(language)
