"""Offers of the gallery: cards in every state of knowledge, and the pages of one offer, a district and an organisation."""

from markupsafe import Markup

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
    OfferPage,
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


ACCESS = (
    AccessLine("Kommer inn uten trinn", "ja", "yes"),
    AccessLine("Rolig og lite støy", "delvis", "partly", "Det finnes et stille rom."),
    AccessLine("Teleslynge", "nei", "no"),
    AccessLine("HC-toalett", "ikke oppgitt – spør arrangøren", "unknown"),
)


def offer(frame: Frame) -> OfferPage:
    """An offer about which everything is known."""
    return OfferPage(
        frame,
        "Fotballskole i juleferien",
        FactLine("Tranby Fotball, frivillig organisasjon", "/lier/organisations/tranby-fotball"),
        CONFIRMED,
        (
            Fact(
                "calendar-days", "Når", (FactLine("Mandag 28. desember – onsdag 30. desember, kl. 9–15"), FactLine("3 dager", quiet=True))
            ),
            Fact("user-round", "Hvem", (FactLine("6–10 år (1.–4. trinn)"),)),
            Fact("wallet", "Pris", (FactLine("Gratis", free=True), FactLine("Krever ikke medlemskap", quiet=True))),
            Fact(
                "map-pin",
                "Hvor",
                (FactLine("Tranbyhallen, Tranby torg 5"), FactLine("Vis på kart", "https://kart.example/?lat=59.8&lon=10.3")),
            ),
            Fact("clipboard-pen", "Påmelding", (FactLine("Påmelding til 20. desember"), FactLine("Plass til 24", quiet=True))),
            Fact("backpack", "Ta med", (FactLine("Matpakke og klær etter været"),)),
            Fact("phone", "Kontakt", (FactLine("post@tranbyfotball.example", "mailto:post@tranbyfotball.example"),)),
        ),
        {"@context": "https://schema.org", "@type": "Event", "name": "Fotballskole </script><script>alert(1)</script>"},
        Link("27 treff", "/lier/?cost=free&age=8"),
        summary="Tre dager med ballek inne og ute.",
        description=Markup("<p>Ingen må kunne spille fra før.</p><ul><li>Ballek</li><li>Turnering</li></ul><p>Søsken kan være sammen.</p>"),
        booking=Link("Meld på hos arrangøren", "https://tranbyfotball.example/pamelding"),
        calendar_url="/lier/offers/1-fotballskole.ics",
        access=ACCESS,
        access_source="Oppgitt av arrangøren 12. september",
        dates=(
            DateLine("mandag 28. desember, kl. 9–15", "2026-12-28T09:00:00+01:00"),
            DateLine("tirsdag 29. desember, kl. 9–15", "2026-12-29T09:00:00+01:00", "Avlyst", "Hallen er stengt."),
        ),
        more_dates=(DateLine("onsdag 30. desember, kl. 9–15", "2026-12-30T09:00:00+01:00"),),
        source=SourceView("Lier idrettsråds liste", "sist lest i dag kl. 06.10", "https://feed.example/liste.csv"),
        similar=CARDS[1:2],
        address="https://krets.example/lier/offers/1-fotballskole",
        qr=qr_code("https://krets.example/lier/offers/1"),
        id=1,
    )


def bare_offer(frame: Frame) -> OfferPage:
    """An offer about which hardly anything is known."""
    unknown = (
        Fact("calendar-days", "Når", (FactLine("Tidspunkt ikke oppgitt"),)),
        Fact("user-round", "Hvem", (FactLine("Alder ikke oppgitt"),)),
        Fact("wallet", "Pris", (FactLine("Pris ikke oppgitt"),)),
        Fact("map-pin", "Hvor", (FactLine("Sted ikke oppgitt"),)),
        Fact("clipboard-pen", "Påmelding", (FactLine("Påmelding ikke oppgitt"),)),
    )
    organiser = FactLine("Arrangør ikke oppgitt")
    return OfferPage(
        frame, "Lesestund", organiser, UNKNOWN, unknown, {"@type": "Event"}, Link("Alle tilbud i Lier", "/lier/"), alert="Avlyst"
    )


def ended_offer(frame: Frame) -> OfferPage:
    """An offer that is over, with something to do instead."""
    facts = (Fact("calendar-days", "Når", (FactLine("Siste gang var onsdag 10. juni 2026"),)),)
    organiser = FactLine("Frivilligsentralen")
    back = Link("Alle tilbud i Lier", "/lier/")
    ended = "Dette tilbudet er avsluttet."
    return OfferPage(frame, "Strikkekafé", organiser, UNKNOWN, facts, {"@type": "Event"}, back, ended=ended, alternatives=CARDS[:2])


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
    home = Link("Fritid i Lier", "/lier/")
    return ListPage(frame, "Hallingstad skolekrets", home, groups, intro, facts, "Kretser i nærheten", neighbours, embed=shown)


def bare_organisation(frame: Frame) -> ListPage:
    """An organisation without facts or offers."""
    groups = (CardGroup("Tilbud", (), "Ingen tilbud er meldt inn ennå."),)
    return ListPage(frame, "Lierbyen sjakklubb", Link("Fritid i Lier", "/lier/"), groups)
