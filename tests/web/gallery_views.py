"""The gallery's pages of results as a map, as days and on paper, and of the saved list; rich ones and bare ones."""

from dataclasses import replace
from typing import Literal

from tests.web.gallery_frame import HOME
from tests.web.gallery_offers import CARDS, NOBODYS
from web.qr import qr_code
from web.view import (
    CalendarView,
    DayView,
    Frame,
    Link,
    MapView,
    Notice,
    Page,
    PrintPage,
    PrintRow,
    Row,
    RowGroup,
    SavedPage,
    SearchPage,
    TimeRow,
    ViewLink,
    WeekView,
)

LIST = "https://krets.example/lier/saved?ids=1,2"
SHAPES: dict[str, object] = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": name, "approximate": False, "label": [west + 0.05, 59.8]},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[west, 59.7], [west + 0.1, 59.7], [west + 0.1, 59.9], [west, 59.9], [west, 59.7]]],
            },
        }
        for name, west in (("Egge", 10.2), ("Hallingstad", 10.3))
    ],
}
"""Two districts side by side."""


def views(current: str) -> tuple[ViewLink, ...]:
    """The links between the views."""
    names = (("Liste", "list"), ("Kart", "map"), ("Kalender", "calendar-days"), ("Utskrift", "printer"))
    return tuple(ViewLink(label, f"?view={icon}", icon, label == current) for label, icon in names)


def on_map(page: SearchPage) -> SearchPage:
    """The search on a map: two offers at one place, one further off, some without a place."""
    rows = tuple(Row(card, *point) for card, point in zip(CARDS, ((59.8, 10.25), (59.8, 10.25), (59.85, 10.36)), strict=False))
    groups = (RowGroup("Egge", rows[:2]), RowGroup("Hallingstad", rows[2:]))
    apart = RowGroup("2 tilbud har ikke et sted på kartet", tuple(Row(card) for card in CARDS[:2]))
    notice = Notice("Her er de 500 første av 512 tilbud.", "warning")
    shown = MapView(groups, apart, "3 tilbud er på kartet.", "/lier/districts.geojson", notices=(notice,))
    return replace(page, cards=(), pages=None, views=views("Kart"), map=shown)


def on_tiles(page: SearchPage) -> SearchPage:
    """The same over map images, every offer with a place."""
    shown = on_map(page).map
    assert shown is not None
    tiles = replace(shown, apart=None, notices=(), tile_url="/tiles/{z}/{x}/{y}.png", tile_credit="Kartverket <b>2026</b>")
    return replace(page, cards=(), pages=None, views=views("Kart"), map=tiles)


def as_days(page: SearchPage) -> SearchPage:
    """The search as days: a holiday, a cancelled meeting, one that lasts for days, offers without a date."""
    rows = (
        TimeRow("Hele dagen", CARDS[0], until="til 2. januar"),
        TimeRow("kl. 9–15", CARDS[1], "Avlyst"),
        TimeRow("kl. 17–18.30", CARDS[-1]),
    )
    days = (
        DayView("Mandag 28. desember", "2026-12-28", rows, "Juleferien"),
        DayView("Tirsdag 29. desember", "2026-12-29", rows[2:]),
    )
    weeks = (WeekView("Uke 53, man. 28. des. – søn. 3. jan. 2027", days),)
    shown = CalendarView(
        weeks,
        "4 av 6 tilbud har en sikker dato i tiden søn. 22. nov. – 23. mai 2027.",
        RowGroup("84 tilbud uten sikker dato her", tuple(Row(card) for card in CARDS[:2]), "Her er de 60 første. Alle står i lista."),
        Link("Uke 51–52", "?page=1"),
        Link("Uke 1–2", "?page=3"),
    )
    return replace(page, cards=(), pages=None, views=views("Kalender"), calendar=shown)


def at_one_end(page: SearchPage, without: Literal["previous", "next"]) -> SearchPage:
    """The same days where none come before or none after, and every offer has its date."""
    shown = as_days(page).calendar
    assert shown is not None
    bounded = replace(shown, apart=None, previous=None) if without == "previous" else replace(shown, apart=None, next=None)
    return replace(page, cards=(), pages=None, views=views("Kalender"), calendar=bounded)


def without_days(page: SearchPage) -> SearchPage:
    """A search of which nothing has a date."""
    shown = CalendarView((), "0 av 1 tilbud har en sikker dato.", RowGroup("Ett tilbud uten sikker dato her", (Row(CARDS[0]),)))
    return replace(page, chips=page.chips[1:2], literal_url=None, cards=(), pages=None, views=views("Kalender"), calendar=shown)


def on_paper(frame: Frame) -> PrintPage:
    """A search on paper."""
    rows = tuple(
        PrintRow(card, qr_code(f"https://krets.example/lier/offers/{number}"), f"krets.example/lier/offers/{number}")
        for number, card in enumerate((*CARDS, NOBODYS), start=1)
    )
    notice = Notice("Her er de 300 første av 512 tilbud.", "warning")
    asked = ("Gratis", "8 år")
    return PrintPage(
        frame, "27 gratis tilbud for 8-åringer", asked, "22. november", rows, qr_code(LIST), "krets.example/lier/?cost=free",
        Link("Tilbake til søket", "/lier/?cost=free"), (notice,),
    )  # fmt: skip


def bare_paper(frame: Frame) -> PrintPage:
    """Paper on which nothing stands, of a municipality without colours of its own."""
    plain = replace(frame, assets=replace(frame.assets, theme=None), demo=False)
    return PrintPage(
        plain, "Ingen tilbud", (), "22. november", (), qr_code(LIST), "krets.example/lier/", Link("Tilbake til søket", "/lier/")
    )


def saved(frame: Frame) -> SavedPage:
    """A list that somebody sent."""
    notice = Notice("Ett tilbud på lista finnes ikke lenger.", "warning")
    return SavedPage(frame, "2 lagrede tilbud", HOME, "/lier/saved", CARDS[:2], (notice,), LIST, qr_code(LIST), "22. november")


def nothing_saved(frame: Frame) -> SavedPage:
    """A browser that has saved nothing."""
    return SavedPage(frame, "Lagrede tilbud", HOME, "/lier/saved")


def saved_and_gone(frame: Frame) -> SavedPage:
    """A list of which nothing is left."""
    return SavedPage(frame, "Lagrede tilbud", HOME, "/lier/saved", notices=(Notice("3 tilbud på lista finnes ikke lenger.", "warning"),))


def pages(search: SearchPage, frame: Frame) -> dict[str, Page]:
    """All of them by name, from a search and a frame."""
    return {
        "search-map": on_map(search),
        "search-map-tiles": on_tiles(search),
        "search-calendar": as_days(search),
        "search-calendar-first": at_one_end(search, "previous"),
        "search-calendar-last": at_one_end(search, "next"),
        "search-calendar-bare": without_days(search),
        "print": on_paper(frame),
        "print-bare": bare_paper(frame),
        "saved": saved(frame),
        "saved-bare": nothing_saved(frame),
        "saved-gone": saved_and_gone(frame),
    }
