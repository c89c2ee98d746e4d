"""A preview shows which column fills what and why, and what each record would be stored as; it stores nothing."""

from pathlib import Path

import pytest

from catalog.clock import FixedClock
from catalog.database import Database
from importers.errors import RunFailed
from importers.plan import OneOff
from importers.preview import BY_DEFAULT, BY_NAME, BY_OPTION, Preview
from importers.previewing import previewed
from tests.faults.feeds.landing import Landing
from tests.web_server import WebServer

CLUBS = (
    "Nr;Aktivitet;Lag;Alder;Pris;Treningstid;Farge;Kommentar\n"
    "1;Turn;Lier turn;6-9 år;kr 300;tirsdager kl. 17-18;blå;\n"
    "2;Sjakk;Lier sjakk;etter avtale;se arrangør;;rød;ring først\n"
    "3;;;;;;;\n"
)


@pytest.fixture
def landing(sqlite: Database, clock: FixedClock, tmp_path: Path, web_server: WebServer) -> Landing:
    """A municipality with all formats."""
    return Landing(sqlite, clock, tmp_path, web_server)


def looked_at(landing: Landing, body: str, format_name: str = "csv", options: dict[str, str] | None = None, records: int = 20) -> Preview:
    """A preview of this feed."""
    path = landing.folder / f"feed.{format_name}"
    path.write_text(body, "utf-8")
    what = OneOff(landing.municipality_id, str(path), format_name, options or {})
    return previewed(landing.database, what, landing.tools, records=records)


def test_the_columns_say_what_they_fill_and_who_chose_them(landing: Landing) -> None:
    found = looked_at(landing, CLUBS, options={"map.summary": "Kommentar", "default.kind": "activity"})
    chosen = {each.field: (each.column, each.chosen_by) for each in found.columns}
    assert chosen["title"] == ("Aktivitet", BY_NAME)
    assert chosen["organisation"] == ("Lag", BY_NAME)
    assert chosen["summary"] == ("Kommentar", BY_OPTION)
    assert chosen["kind"] == ("activity", BY_DEFAULT)
    assert found.unused == ("Farge",)


def test_a_record_is_shown_part_by_part_with_what_was_published(landing: Landing) -> None:
    turn, sjakk, _ = looked_at(landing, CLUBS).records
    parts = {part.part: part for part in turn.parts}
    assert parts["ages"].stored == {"min": 6, "max": 9}
    assert parts["ages"].published == {"Alder": "6-9 år"}
    assert parts["price"].stored == {"cost": "paid", "amount_ore": 30_000, "currency": "NOK"}
    assert "meetings" in parts
    unknown = {part.part: part for part in sjakk.parts}
    assert unknown["ages"].stored is None
    assert unknown["ages"].published == {"Alder": "etter avtale"}


def test_a_record_that_would_be_rejected_says_why(landing: Landing) -> None:
    *_, last = looked_at(landing, CLUBS).records
    assert (last.position, last.parts) == ("row 4", ())
    assert last.problem == "rejected: title: there is no title, nor a category and a place to make one of"


def test_the_guesses_are_options_that_read_the_same(landing: Landing) -> None:
    guessed = looked_at(landing, CLUBS)
    fixed = looked_at(landing, CLUBS, options=guessed.options)
    assert fixed.options == {}
    assert fixed.records == guessed.records


def test_so_many_records_are_shown_and_all_are_counted(landing: Landing) -> None:
    body = "Navn\n" + "".join(f"Tilbud {number}\n" for number in range(1200))
    found = looked_at(landing, body, records=5)
    assert (len(found.records), found.count) == (5, 1200)


def test_paths_of_objects_and_fixed_formats_are_shown_too(landing: Landing) -> None:
    found = looked_at(landing, '[{"id": 1, "navn": {"nb": "Kor"}, "pris": 0}]', "json", {"map.title": "navn.nb"})
    (record,) = found.records
    title, *_ = record.parts
    assert (title.stored, title.published) == ("Kor", {"navn.nb": "Kor"})
    news = '<rss version="2.0"><channel><item><title>Nytt kor</title><link>https://lier.example/kor</link></item></channel></rss>'
    (lead,) = looked_at(landing, news, "rss").records
    assert lead.problem == "skipped: lead"


def test_nothing_is_stored(landing: Landing) -> None:
    looked_at(landing, CLUBS)
    assert landing.offers() == {}
    with pytest.raises(RunFailed, match="this file is not"):
        looked_at(landing, "<!DOCTYPE html><html></html>")


def test_a_recipes_options_are_shown_as_options(landing: Landing) -> None:
    body = '{"events": [{"source_id": "a", "title": "Konsert", "start_at": "2026-12-05T18:00", "is_free": true}]}'
    found = looked_at(landing, body, "json", {"recipe": "gathered-events"})
    chosen = {each.field: (each.column, each.chosen_by) for each in found.columns}
    assert chosen["free"] == ("is_free", BY_OPTION)
    assert {part.part for part in found.records[0].parts} >= {"title", "price", "meetings"}
