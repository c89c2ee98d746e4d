"""I34: what staff and organisers wrote or hid stays, however often a feed says otherwise; staff see what was held back."""

from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from sqlalchemy import select

from catalog.audit import Actor
from catalog.drafts import OfferDraft
from catalog.intake import Intake
from catalog.model import Municipality, Offer
from catalog.school_year import SchoolCalendar
from catalog.store import sources
from catalog.store.indexing import listed_ids
from catalog.terms import Author, Cost, Status
from catalog.values import Price
from tests.faults.feeds.landing import Landing, table
from tests.importers.reading_feeds import outcome_of

HEADER = "Id;Navn;Arrangør;Sted;Pris;Når"
FIRST = f"{HEADER}\n1;Korskole;Lier barnekor;Lierhallen;300 kr;tirsdager kl. 17–18\n"
AGAIN = f"{HEADER}\n1;Kurs i kor;Lier barnekor;Lierhallen;450 kr;onsdager kl. 18–19\n"


def written(landing: Landing, author: Author, draft: OfferDraft) -> None:
    """A person's word on the only offer."""
    with landing.database.transaction() as session:
        municipality = session.get_one(Municipality, landing.municipality_id)
        actor = Actor(author, f"{author.value}:1")
        intake = Intake(session, municipality, actor=actor, now=landing.clock.now(), calendar=SchoolCalendar([]))
        intake.receive(draft, offer_id=session.scalars(select(Offer.id)).one())


def test_i34_staffs_title_an_organisers_price_and_a_feeds_time_survive_on_one_offer(any_landing: Landing, tmp_path: Path) -> None:
    source_id = any_landing.served("/feed", FIRST)
    any_landing.run(source_id)
    (tmp_path / "feed.csv").write_text(FIRST, "utf-8")
    from_feed = outcome_of(tmp_path / "feed.csv", "csv", now=any_landing.clock.now()).only
    assert isinstance(from_feed, OfferDraft)
    by_organiser = replace(from_feed, price=Price(Cost.PAID, 25_000))
    written(any_landing, Author.ORGANISER, by_organiser)
    written(any_landing, Author.STAFF, replace(by_organiser, title="Kor for barn"))
    any_landing.later(days=1)
    any_landing.server.answer("/feed", AGAIN)
    report = any_landing.run(source_id)
    with any_landing.database.reading() as session:
        offer = session.scalars(select(Offer)).one()
        assert (offer.title, offer.price_ore) == ("Kor for barn", 25_000)
        assert [(each.start, each.end) for each in offer.series] == [(time(18), time(19))]
        held = {item.field: item.value for item in sources.items(session, report.run or 0) if item.outcome == "held"}
        assert set(offer.held) == set(held) >= {"title", "price"}
    assert held["title"] == "Kurs i kor"


@pytest.mark.parametrize("days", [1, 40])
def test_i34_what_staff_hid_stays_hidden_however_often_the_feed_repeats_it(any_landing: Landing, days: int) -> None:
    source_id = any_landing.served("/feed", table(range(3)))
    any_landing.run(source_id)
    with any_landing.database.transaction() as session:
        hidden = session.scalars(select(Offer).where(Offer.title == "Tilbud nummer 1")).one()
        hidden.status, hidden.hidden_by = Status.ARCHIVED, "staff:1"
    for place in ("Samfunnshuset", "Biblioteket"):
        any_landing.later(days=days)
        any_landing.server.answer("/feed", table(range(3)).replace("Lierhallen", place))
        assert any_landing.run(source_id).outcome == "complete"
    assert any_landing.offers()["Tilbud nummer 1"] == "archived"
    with any_landing.database.reading() as session:
        assert len(listed_ids(session, any_landing.municipality_id)) == 2
