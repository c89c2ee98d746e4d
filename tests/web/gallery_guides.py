"""Values of the gallery for pages that lead into the search, and for the widget."""

from dataclasses import replace

from tests.web import gallery_offers as offers
from web.view import Contact, CountLink, FactLine, Frame, GuidePage, GuidePart, Link, Notice, SearchForm, Term, WidgetPage

BACK = Link("Fritid i Lier", "/lier/")
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
    )
    parts = (
        GuidePart("Gratis", "Du betaler ikke noe for å være med.", links),
        GuidePart("Noen å snakke med", terms=terms, more=HELP),
        GuidePart("Hjelp i Lier", contacts=contacts),
        GuidePart("Noen av tilbudene", cards=offers.CARDS[:1], more=Link("Se alle i søket", "/lier/?cost=free")),
        GuidePart("Støtte", empty="Ingen tilbud er lagt inn ennå."),
    )
    notices = (Notice("Denne ferien er over."),)
    return GuidePage(
        frame, "Ny i Lier", parts, "Her ser du hva barn og unge kan gjøre.", BACK, notices=notices, calendar_url="/lier/calendar.ics"
    )


def young(frame: Frame, form: SearchForm) -> GuidePage:
    """A page that begins with the search."""
    part = GuidePart("Ting du kan gjøre selv", "Kom alene.", (CountLink("I dag", "4 tilbud", "/lier/?from=2026-11-22"),))
    return GuidePage(frame, "Hva vil du gjøre?", (part,), "For deg mellom 13 og 18 år.", form=replace(form, young=True))


def widget(frame: Frame) -> WidgetPage:
    """The first offers of a search in somebody else's frame."""
    return WidgetPage(frame, "27 gratis tilbud", offers.CARDS, Link("Se alle tilbudene", "/lier/?cost=free"))
