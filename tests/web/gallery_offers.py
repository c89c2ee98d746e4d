"""Offers of the gallery: cards in every state of knowledge, and the pages of one offer, a district and an organisation."""

from dataclasses import replace

from markupsafe import Markup

from tests.web.gallery_frame import HOME, frame
from web.qr import qr_code
from web.view import (
    AccessLine,
    Card,
    CardGroup,
    DateLine,
    Embed,
    Fact,
    FactLine,
    Frame,
    Link,
    ListPage,
    Notice,
    OfferPage,
    Page,
    PageLink,
    PageLinks,
    SourceView,
    Trust,
    TrustState,
)

CONFIRMED = Trust("Bekreftet av arrangøren 12. september", TrustState.CONFIRMED)
CHECK = Trust("Ikke bekreftet for denne ferien – spør arrangøren", TrustState.CHECK)
UNKNOWN = Trust("Ikke bekreftet av arrangøren", TrustState.UNKNOWN)

CARDS = (
    Card(
        "/lier/offers/1-fotballskole",
        "Fotballskole i juleferien",
        "Tranby Fotball",
        "man. 28. des. – ons. 30. des., kl. 9–15",
        "6–10 år (1.–4. trinn)",
        "Gratis",
        True,
        "Tranbyhallen, 900 m fra Hallingstad skole",
        "Påmelding til 20. desember",
        CONFIRMED,
        ("Kommer inn uten trinn", "Ledsager gratis"),
        id=1,
    ),
    Card(
        "/lier/offers/2-apen-hall",
        "Åpen hall: ballspill for alle som vil være i bevegelse sammen med naboer og venner hele kvelden",
        "Lier kommune, ung fritid",
        "hver tirsdag og torsdag kl. 17–20, neste gang i morgen",
        "Fra 7 år",
        "kr\N{NO-BREAK SPACE}325 per sesong",
        False,
        "Heiahallen, 4,2 km",
        "Bare møt opp",
        CHECK,
        alert="Avlyst torsdag 26. november",
    ),
    Card(
        "/lier/offers/3-story-time",
        "Story time and songs in English",
        "Lier International Families",
        "lør. 28. nov., kl. 11–12",
        "Alder ikke oppgitt",
        "Pris ikke oppgitt",
        False,
        "Sted ikke oppgitt",
        "Påmelding ikke oppgitt",
        UNKNOWN,
        lang="en",
    ),
)

NOBODYS = replace(CARDS[1], title="Skøytebanen", organiser=None, alert=None, id=None)
"""An offer of which nobody knows who holds it."""

ACCESS = (
    AccessLine("Kommer inn uten trinn", "ja", "yes"),
    AccessLine("Rolig og lite støy", "delvis", "partly", "Det finnes et stille rom."),
    AccessLine("Teleslynge", "nei", "no"),
    AccessLine("HC-toalett", "ikke oppgitt – spør arrangøren", "unknown"),
)


FACTS = (
    Fact("calendar-days", "Når", (FactLine("Mandag 28. desember – onsdag 30. desember, kl. 9–15"), FactLine("3 dager", quiet=True))),
    Fact("user-round", "Hvem", (FactLine("6–10 år (1.–4. trinn)"),)),
    Fact("wallet", "Pris", (FactLine("Gratis", free=True), FactLine("Krever ikke medlemskap", quiet=True))),
    Fact("map-pin", "Hvor", (FactLine("Tranbyhallen, Tranby torg 5"), FactLine("Vis på kart", "https://kart.example/?lat=59.8&lon=10.3"))),
    Fact("clipboard-pen", "Påmelding", (FactLine("Påmelding til 20. desember"), FactLine("Plass til 24", quiet=True))),
    Fact("backpack", "Ta med", (FactLine("Matpakke og klær etter været"), FactLine("Shin guards", lang="en"))),
    Fact("phone", "Kontakt", (FactLine("post@tranbyfotball.example", "mailto:post@tranbyfotball.example"),)),
)
UNKNOWN_FACTS = (
    Fact("calendar-days", "Når", (FactLine("Tidspunkt ikke oppgitt"),)),
    Fact("user-round", "Hvem", (FactLine("Alder ikke oppgitt"),)),
    Fact("wallet", "Pris", (FactLine("Pris ikke oppgitt"),)),
    Fact("map-pin", "Hvor", (FactLine("Sted ikke oppgitt"),)),
    Fact("clipboard-pen", "Påmelding", (FactLine("Påmelding ikke oppgitt"),)),
)
DATES = (
    DateLine("mandag 28. desember, kl. 9–15", "2026-12-28T09:00:00+01:00"),
    DateLine("tirsdag 29. desember, kl. 9–15", "2026-12-29T09:00:00+01:00", "Avlyst", "Hallen er stengt."),
)
LATER_DATES = (DateLine("onsdag 30. desember, kl. 9–15", "2026-12-30T09:00:00+01:00"),)
DESCRIPTION = Markup("<p>Ingen må kunne spille fra før.</p><ul><li>Ballek</li><li>Turnering</li></ul><p>Søsken kan være sammen.</p>")
ADDRESS = "https://krets.example/lier/offers/1-fotballskole"
ALL = Link("Alle tilbud i Lier", "/lier/")
FIRST = PageLinks((PageLink("1", "?page=1", current=True), PageLink("2", "?page=2")), next="?page=2")
LAST = PageLinks((PageLink("1", "?page=1"), PageLink("2", "?page=2", current=True)), previous="?page=1")


def offer(frame: Frame) -> OfferPage:
    """An offer about which everything is known."""
    return OfferPage(
        frame,
        "Fotballskole i juleferien",
        FactLine("Tranby Fotball, frivillig organisasjon", "/lier/organisations/tranby-fotball"),
        CONFIRMED,
        FACTS,
        {"@context": "https://schema.org", "@type": "Event", "name": "Fotballskole </script><script>alert(1)</script>"},
        Link("27 treff", "/lier/?cost=free&age=8"),
        summary="Tre dager med ballek inne og ute.",
        description=DESCRIPTION,
        booking=Link("Meld på hos arrangøren", "https://tranbyfotball.example/pamelding"),
        calendar_url="/lier/offers/1-fotballskole.ics",
        access=ACCESS,
        access_source="Oppgitt av arrangøren 12. september",
        dates=DATES,
        more_dates=LATER_DATES,
        source=SourceView("Lier idrettsråds liste", "sist lest i dag kl. 06.10", "https://feed.example/liste.csv"),
        report_url="/lier/report?offer=1",
        similar=CARDS[1:2],
        address=ADDRESS,
        qr=qr_code("https://krets.example/lier/offers/1"),
        id=1,
    )


def bare_offer(frame: Frame) -> OfferPage:
    """An offer about which hardly anything is known."""
    organiser = FactLine("Arrangør ikke oppgitt")
    return OfferPage(frame, "Lesestund", organiser, UNKNOWN, UNKNOWN_FACTS, {"@type": "Event"}, ALL, alert="Avlyst")


def foreign_offer(frame: Frame) -> OfferPage:
    """An offer in another language, with access facts of which nobody says who gave them, from a source without an address."""
    return OfferPage(
        frame, "Story time and songs in English", FactLine("Lier International Families"), CHECK, UNKNOWN_FACTS, {"@type": "Event"}, ALL,
        "en", "Stories and songs.", Markup("<p>For small children and a grown-up.</p>"), access=ACCESS[:1], dates=DATES[:1],
        source=SourceView("Lier International Families", "sist lest i går"), id=3,
    )  # fmt: skip


def ended_offer(frame: Frame) -> OfferPage:
    """An offer that is over, with something to do instead."""
    facts = (Fact("calendar-days", "Når", (FactLine("Siste gang var onsdag 10. juni 2026"),)),)
    organiser = FactLine("Frivilligsentralen")
    ended = "Dette tilbudet er avsluttet."
    return OfferPage(
        frame,
        "Strikkekafé",
        organiser,
        UNKNOWN,
        facts,
        {"@type": "Event"},
        ALL,
        summary="Ta med garn.",
        ended=ended,
        alternatives=CARDS[:2],
    )


def district(frame: Frame) -> ListPage:
    """A district with offers."""
    facts = (
        Fact("school", "Skole", (FactLine("Hallingstad skole (1.–7. trinn)", "/lier/schools/hallingstad-skole"),)),
        Fact("users-round", "Barn i kretsen", (FactLine("412 barn fra 6 til 12 år"), FactLine("SSB, 1. januar 2026", quiet=True))),
    )
    groups = (
        CardGroup("Foregår i kretsen", CARDS[:2], "", Link("Se alle 14 tilbud", "/lier/?district=hallingstad")),
        CardGroup("Åpent for kretsen, foregår et annet sted", (), "Ingen tilbud er meldt inn her ennå."),
    )
    neighbours = (Link("Egge", "/lier/districts/egge"), Link("Hegg", "/lier/districts/hegg"))
    intro = "Grensen er tegnet etter nærmeste skole og er omtrentlig."
    shown = Embed('<iframe src="https://krets.example/lier/widget?district=hallingstad" title="Hallingstad"></iframe>', "/lier/widget")
    return ListPage(frame, "Hallingstad skolekrets", HOME, groups, intro, facts, "Kretser i nærheten", neighbours, LAST, embed=shown)


def organisation(frame: Frame) -> ListPage:
    """An organisation with an English name, more offers than a page holds, and something to know about it."""
    return ListPage(
        frame, "Lier International Families", HOME, (CardGroup("Tilbud", (*CARDS, NOBODYS), ""),),
        links=(Link("Andre arrangører", "/lier/"),),
        pages=FIRST, notices=(Notice("Arrangøren har ikke bekreftet tilbudene."),), lang="en",
    )  # fmt: skip


def bare_organisation(frame: Frame) -> ListPage:
    """An organisation without facts or offers, which its own page may show."""
    groups = (CardGroup("Tilbud", (), "Ingen tilbud er meldt inn ennå."),)
    return ListPage(frame, "Lierbyen sjakklubb", HOME, groups, embed=Embed("<iframe></iframe>", "/lier/widget"))


def pages(language: str) -> dict[str, Page]:
    """All of them by name."""
    return {
        "offer": offer(frame("Fotballskole i juleferien", language)),
        "offer-bare": bare_offer(frame("Lesestund", language)),
        "offer-foreign": foreign_offer(frame("Story time and songs in English", language)),
        "offer-ended": ended_offer(frame("Strikkekafé", language)),
        "district": district(frame("Hallingstad skolekrets", language)),
        "organisation": organisation(frame("Lier International Families", language)),
        "organisation-bare": bare_organisation(frame("Lierbyen sjakklubb", language)),
        "organisation-unframed": replace(bare_organisation(frame("Lierbyen sjakklubb", language)), embed=None),
    }
