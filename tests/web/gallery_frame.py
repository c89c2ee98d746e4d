"""What every page of the gallery stands in: a complete frame, and the few values that several pages share."""

from dataclasses import replace

from web.bundle import read_assets
from web.language import LANGUAGES
from web.view import Choice, Footer, Frame, Head, LanguageLink, Link, MunicipalityView

LIER = MunicipalityView("Lier", "lier", "/lier/", "skolekrets", "/lier/saved")
PERIODS = (Choice("", "Når som helst"), Choice("christmas-2026", "Juleferien, uke 52–53"), Choice("winter-2027", "Vinterferien, uke 8"))
SUGGEST = "/suggest?lang=nb"
BACK = Link("Tilbake til søket", "/lier/?cost=free&age=8")
HOME = Link("Fritid i Lier", "/lier/")
STATEMENT = "https://uustatus.no/nb/erklaringer/publisert/eksempel"
DESCRIPTION = "Fritidstilbud for barn og unge i Lier"
WAYS = (
    Link("Ny i Lier", "/lier/ny"),
    Link("For ungdom", "/lier/ung"),
    Link("Ferier og fridager", "/lier/periods"),
    Link("Hjelp og kontakt", "/lier/help"),
)


def frame(title: str, language: str = "nb", *, municipality: MunicipalityView | None = LIER, demo: bool = True) -> Frame:
    """A complete frame."""
    languages = tuple(LanguageLink(code, name, f"?lang={code}", code == language) for code, name in LANGUAGES.items())
    footer = Footer("/about", "/privacy", STATEMENT, WAYS if municipality else ())
    assets = replace(read_assets(), theme="/theme.css" if municipality else None)
    alternates = tuple((code, f"https://krets.example/lier/?lang={code}") for code in LANGUAGES)
    trail = {"@context": "https://schema.org", "@type": "BreadcrumbList", "name": "</script><script>alert(1)</script>"}
    head = Head(title, DESCRIPTION, "https://krets.example/lier/", json_ld=(trail,) if municipality else ())
    return Frame(language, languages, assets, head, "/", footer, municipality, alternates, demo)


def hidden_frame(title: str, language: str = "nb", *, municipality: MunicipalityView | None = LIER) -> Frame:
    """The frame of a page that search engines leave alone: a form, an error, what came of a letter's link."""
    made = frame(title, language, municipality=municipality)
    return replace(made, head=Head(title, noindex=True), alternates=(), footer=replace(made.footer, accessibility_url=None))
