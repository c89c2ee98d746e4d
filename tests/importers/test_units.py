"""Lier's organisations from two registers through the whole pipeline, on each kind of database."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.model import AuditEvent, ImportItem, ImportRecord, Offer, Organisation, Source
from catalog.terms import RegisterState, Status
from importers.address_guard import AddressPolicy
from importers.fetch import FetchRules
from importers.journal import RunReport
from importers.plan import Tools
from tests.importers.brreg_register import VOLUNTARY, Register, at_home, entry, number_of, unit
from tests.importers.reading_feeds import vocabulary
from tests.importers.small_feed import Town
from tests.web_server import WebServer


class Lier:
    """A town with one source, the registers."""

    def __init__(self, town: Town, register: Register, **options: str) -> None:
        self.town = town
        self.register = register
        rules = FetchRules(policy=AddressPolicy.allowing(["127.0.0.1"]), total_s=5)
        self.tools = Tools(town.clock, vocabulary().match_labels, rules, batch=20)
        self.source_id = town.source(register.location)
        with town.database.transaction() as session:
            source = session.get_one(Source, self.source_id)
            source.format, source.options = "brreg", options

    def run(self, **options: bool) -> RunReport:
        """One run of the source."""
        return self.town.run(self.source_id, tools=self.tools, **options)

    def organisations(self) -> dict[str, Organisation]:
        """Every organisation by its number, else its name."""
        with self.town.database.reading() as session:
            rows = session.scalars(select(Organisation).order_by(Organisation.id)).all()
            session.expunge_all()
        return {row.number or row.name: row for row in rows}

    def everything(self) -> str:
        """Every text of every column that the import writes, as one."""
        with self.town.database.reading() as session:
            tables = (Organisation, ImportRecord, ImportItem, AuditEvent)
            return " ".join(str(row) for table in tables for row in session.execute(select(*table.__table__.columns)).all())


def registers(server: WebServer, *, of: int = 7) -> Register:
    """So many clubs in Lier, the second at a person's home, the third a bankrupt, the fourth a sole proprietor."""
    units = [unit(n, f"LAG {n} I LIER") for n in range(1, of + 1)]
    units[1] = unit(2, "FAU LIA SKOLE v/ Hemmelig Person", **at_home("c/o Hemmelig Person", "Hjemmeveien 1"))
    units[2] |= {"konkurs": True, "konkursdato": "2026-05-04"}
    units[3] |= {"organisasjonsform": {"kode": "ENK"}, "navn": "HEMMELIG PERSON"}
    entries = [entry(n, "1200", "1300", "4100", status="frivilligOrganisasjonsstatus.REGISTRERT") for n in range(1, of + 1)]
    register = Register(server, units, entries)
    register.program_singles()
    return register


@pytest.mark.parametrize("join", ["each", "list"])
def test_lier_joins_both_registers_with_every_code_and_no_private_address(town: Town, web_server: WebServer, join: str) -> None:
    lier = Lier(town, registers(web_server), join=join)
    report = lier.run()
    assert (report.outcome, report.counts["read"], report.counts["created"], report.counts["skipped"]) == ("complete", 7, 6, 1)
    found = lier.organisations()
    assert found[number_of(1)].icnpo == ["1200", "1300", "4100"]
    assert (found[number_of(1)].name, found[number_of(1)].address) == ("Lag 1 i Lier", "Bruveien 2")
    assert (found[number_of(2)].name, found[number_of(2)].address, found[number_of(2)].city) == ("FAU Lia Skole", None, "Lier")
    assert found[number_of(3)].register_state is RegisterState.BANKRUPT
    stored = lier.everything().casefold()
    assert not {word for word in ("hemmelig", "hjemmeveien", "98765432", "12345678903", "c/o") if word in stored}


def test_the_voluntary_register_is_read_a_hundred_at_a_time(small_town: Town, web_server: WebServer) -> None:
    register = registers(web_server)
    register.entries += [entry(n, "1100") for n in range(1000, 1230)]
    lier = Lier(small_town, register, join="list")
    assert lier.run().counts["created"] == 6
    asked = [request.path for request in web_server.requests if request.path.startswith(VOLUNTARY)]
    assert [path.partition("&")[0] for path in asked] == [f"{VOLUNTARY}?size=100"] * 3
    assert sum("searchAfter=" in path for path in asked) == 2


def test_the_same_again_writes_nothing(town: Town, web_server: WebServer) -> None:
    lier = Lier(town, registers(web_server))
    lier.run()
    before = lier.everything()
    town.clock.instant += timedelta(days=1)
    second = lier.run()
    assert (second.counts["unchanged"], second.counts["skipped"], second.counts["updated"]) == (6, 1, 0)
    assert lier.everything() == before


def test_a_dry_run_says_what_would_come_and_stores_nothing(small_town: Town, web_server: WebServer) -> None:
    lier = Lier(small_town, registers(web_server))
    report = lier.run(dry_run=True)
    assert (report.counts["created"], report.counts["skipped"]) == (6, 1)
    assert lier.organisations() == {}
    told = {change.record: change.fields for change in report.changes}
    assert told[number_of(1)]["icnpo"] == (None, ["1200", "1300", "4100"])


def test_a_unit_that_is_deleted_is_marked_and_its_offers_stay(small_town: Town, web_server: WebServer) -> None:
    register = registers(web_server)
    lier = Lier(small_town, register)
    lier.run()
    offer_id = offer_of(small_town, number_of(1))
    register.units[0] |= {"slettedato": "2026-08-01"}
    assert lier.run().counts["updated"] == 1
    assert lier.organisations()[number_of(1)].register_state is RegisterState.DELETED
    with small_town.database.reading() as session:
        assert session.get_one(Offer, offer_id).status is Status.PUBLISHED


def test_a_unit_that_is_listed_no_more_is_marked_after_two_complete_runs_and_a_day_and_comes_back(
    town: Town, web_server: WebServer
) -> None:
    register = registers(web_server)
    lier = Lier(town, register)
    lier.run()
    gone = register.units.pop(0)
    states = []
    for hours in (1, 1, 24):
        town.clock.instant += timedelta(hours=hours)
        report = lier.run()
        states.append((report.counts["retired"], lier.organisations()[number_of(1)].register_state))
    assert states == [(0, RegisterState.REGISTERED), (0, RegisterState.REGISTERED), (1, RegisterState.NOT_LISTED)]
    town.clock.instant += timedelta(hours=1)
    assert lier.run().counts["retired"] == 0
    register.units.append(gone)
    assert lier.run().counts["restored"] == 1
    assert lier.organisations()[number_of(1)].register_state is RegisterState.REGISTERED


def test_a_register_that_lost_half_its_units_marks_none_of_them(small_town: Town, web_server: WebServer) -> None:
    register = registers(web_server, of=40)
    lier = Lier(small_town, register)
    lier.run()
    del register.units[20:]
    for _ in range(3):
        small_town.clock.instant += timedelta(days=2)
        report = lier.run()
    assert report.reason is not None
    assert "are gone from the feed" in report.reason
    assert {row.register_state for row in lier.organisations().values()} == {RegisterState.REGISTERED, RegisterState.BANKRUPT}


def test_a_voluntary_register_that_is_away_costs_the_run_and_nothing_else(small_town: Town, web_server: WebServer) -> None:
    register = registers(web_server)
    lier = Lier(small_town, register)
    lier.run()
    for one in register.entries:
        web_server.answer(f"{VOLUNTARY}/{one['organisasjonsnummer']}", status=500)
    report = lier.run(force=True)
    assert (report.outcome, report.counts["updated"]) == ("failed", 0)
    assert lier.organisations()[number_of(1)].icnpo == ["1200", "1300", "4100"]


def test_a_bare_question_is_asked_on_the_host_of_the_setting(small_town: Town, web_server: WebServer) -> None:
    lier = Lier(small_town, registers(web_server))
    with small_town.database.transaction() as session:
        session.get_one(Source, lier.source_id).location = lier.register.location.removeprefix(web_server.address(""))
    failed = lier.run()
    assert (failed.outcome, failed.reason) == (
        "failed",
        "this source asks the national registers, whose address is the setting KRETS_BRREG_URL; it is not set",
    )
    lier.tools = replace(lier.tools, registers_url=web_server.address("/"))
    assert lier.run().counts["created"] == 6


def offer_of(town: Town, number: str) -> int:
    """An offer of the organisation with the number."""
    with town.database.transaction() as session:
        organisation = session.scalars(select(Organisation).where(Organisation.number == number)).one()
        offer = Offer(
            municipality_id=town.municipality_id,
            title="Turn",
            slug="turn",
            version=1,
            status=Status.PUBLISHED,
            organisation_id=organisation.id,
            created_at=town.clock.now(),
            updated_at=town.clock.now(),
            provenance={},
            held={},
        )
        session.add(offer)
        session.flush()
        return offer.id
