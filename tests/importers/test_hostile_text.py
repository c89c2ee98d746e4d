"""Characters that a database cannot hold come in feeds: they cost themselves, on both databases, and never the run."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.model import Offer
from catalog.settings import settings_from
from importers.pipeline import run_once
from importers.plan import OneOff, tools_from
from tests.factories.places import found_place

HOSTILE = "\u0000\ud800\u202e\ufeff"
WORDS = {
    "title": "Kor", "summary": "Vi synger", "description": "<p>Hver uke</p>\nog mer", "organisation": "Koret", "venue": "Salen",
    "address": "Veien 1", "price": "kr 100", "age": "6–9 år", "category": "kor", "when": "tirsdager 17-18", "contact_name": "Ann",
    "equipment": "noter", "food": "kake", "level": "alle", "booking": "møt opp", "transport": "buss", "opening_hours": "9-17",
}  # fmt: skip


@pytest.mark.parametrize("field", WORDS)
def test_a_field_with_characters_that_nobody_can_store_is_stored_without_them(
    database: Database, clock: FixedClock, tmp_path: Path, field: str
) -> None:
    record = WORDS | {field: f"{WORDS[field]}{HOSTILE} {HOSTILE}", f"ukjent{HOSTILE}": HOSTILE, "id": f"1{HOSTILE}"}
    path = tmp_path / "feed.json"
    path.write_text(json.dumps([record]), encoding="utf-8")
    with database.transaction() as session:
        place = found_place(session, clock.now()).id
    tools = tools_from(settings_from({"KRETS_DATA_DIR": str(tmp_path), "KRETS_SECRET_KEY": "x" * 40}), clock)
    report = run_once(database, OneOff(place, str(path), "json"), tools)
    assert (report.outcome, report.counts["created"]) == ("complete", 1), report.problems
    with database.reading() as session:
        offer = session.scalars(select(Offer)).one()
        stored = [value for value in vars(offer).values() if isinstance(value, str)]
        assert offer.title.startswith("Kor")
        assert not any(character in text for text in stored for character in HOSTILE)
    assert run_once(database, OneOff(place, str(path), "json"), tools).counts["unchanged"] == 1
