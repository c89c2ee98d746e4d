"""Values of the gallery for pages that lead into the search, and for the widget."""

from dataclasses import replace

from tests.web import gallery_offers as offers
from tests.web.gallery_frame import HOME, PERIODS, SUGGEST, frame
from web.view import Contact, CountLink, FactLine, Frame, GuidePage, GuidePart, Link, Notice, Page, SearchForm, Term, WidgetPage

HELP = Link("Hjelp og kontakt", "/lier/help")


def guide(frame: Frame) -> GuidePage:
    """A page with every kind of part."""
    links = (
        CountLink("Alt som er gratis", "134 tilbud", "/lier/?cost=free"),
        CountLink("Arabisk", "3 tilbud", "/lier/?language=ar", "العربية", "ar"),
        CountLink("Tilbud for barn som liker idrettskonkurranser og friluftslivsaktiviteter", "1 tilbud", "/lier/?category=sport"),
        CountLink("Fredag 4. desember", "Ingen tilbud"),
    )
    terms = (Term("116 111", "Alarmtelefonen for barn og unge.", "tel:116111"), Term("Dugnad", "Arbeid uten lønn.", lang="nb"))
    lines = (FactLine("Familiens hus"), FactLine("32 22 01 00", "tel:32220100"), FactLine("post@lier.example", "mailto:post@lier.example"))
    contacts = (
        Contact("Helsesykepleier på skolen", "/lier/offers/1-helsesykepleier", lines, "Snakk om det du lurer på."),
        Contact("Parent group", "/lier/offers/2-parent-group", lines[:1], "For parents", "en"),
        Contact("Fritidskortet", "/lier/offers/3-fritidskortet", lines[:1]),
    )
    parts = (
        GuidePart("Gratis", "Du betaler ikke noe for å være med.", links),
        GuidePart("Noen å snakke med", terms=terms, more=HELP, note="Vi sjekket numrene sist 22. november."),
        GuidePart("Hjelp i Lier", contacts=contacts),
        GuidePart("Noen av tilbudene", cards=offers.CARDS[:1], more=Link("Se alle i søket", "/lier/?cost=free")),
        GuidePart("Støtte", empty="Ingen tilbud er lagt inn ennå."),
    )
    notices = (Notice("Denne ferien er over."),)
    return GuidePage(
        frame, "Ny i Lier", parts, "Her ser du hva barn og unge kan gjøre.", HOME, notices=notices, calendar_url="/lier/calendar.ics"
    )


def young(frame: Frame, form: SearchForm) -> GuidePage:
    """A page that begins with the search."""
    part = GuidePart("Ting du kan gjøre selv", "Kom alene.", (CountLink("I dag", "4 tilbud", "/lier/?from=2026-11-22"),))
    return GuidePage(frame, "Hva vil du gjøre?", (part,), "For deg mellom 13 og 18 år.", form=replace(form, young=True))


def widget(frame: Frame) -> WidgetPage:
    """The first offers of a search in somebody else's frame."""
    return WidgetPage(frame, "27 gratis tilbud", (*offers.CARDS, offers.NOBODYS), Link("Se alle tilbudene", "/lier/?cost=free"))


def bare_widget(frame: Frame) -> WidgetPage:
    """A search that finds nothing, in somebody else's frame."""
    plain = replace(frame, assets=replace(frame.assets, theme=None))
    return WidgetPage(plain, "Ingen tilbud", (), Link("Se alle tilbudene", "/lier/"))


def pages(language: str) -> dict[str, Page]:
    """All of them by name."""
    form = SearchForm("/lier/", periods=PERIODS, suggest_url=SUGGEST)
    return {
        "guide": guide(frame("Ny i Lier", language)),
        "guide-bare": GuidePage(frame("Ferier og fridager", language), "Ferier og fridager", (GuidePart("Skoleåret 2026–2027"),)),
        "guide-young-bare": replace(young(frame("For ungdom", language), form), lead=None),
        "guide-young": young(frame("For ungdom", language), form),
        "widget": widget(frame("27 gratis tilbud", language)),
        "widget-bare": bare_widget(frame("Ingen tilbud", language, demo=False)),
    }
