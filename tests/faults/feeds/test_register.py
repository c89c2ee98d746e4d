"""I35: units of the register that are deleted, renamed, bankrupt, numbered anew or told out of order; their offers stand, with a notice."""

import random
from typing import Any

import pytest
from sqlalchemy import select

from catalog.model import Organisation
from catalog.terms import RegisterState
from tests.faults.feeds.landing import Landing, objects
from tests.importers.brreg_register import Register, entry, number_of, unit
from web.app import create_app
from web.context import Krets


@pytest.fixture
def register(landing: Landing) -> Register:
    """Five clubs, each of which has an offer from another source."""
    units = [unit(n, f"KORET {n}") for n in range(1, 6)]
    register = Register(landing.server, units, [entry(n, "1100") for n in range(1, 6)])
    register.program_singles()
    return register


@pytest.fixture
def source_id(landing: Landing, register: Register) -> int:
    """The register as a source, read once; and the clubs' offers."""
    source_id = landing.source(register.location, "brreg", {"join": "list"})
    assert landing.run(source_id).counts["created"] == 5
    rows = [{"id": str(n), "title": f"Øvelse {n}", "organisation": f"Koret {n}", "organisation_number": number_of(n)} for n in range(1, 6)]
    assert landing.run(landing.served("/offers", objects(rows), "json")).counts["created"] == 5
    return source_id


def clubs(landing: Landing) -> dict[str | None, tuple[str, str | None]]:
    """Each organisation's name and state by its number."""
    with landing.database.reading() as session:
        return {row.number: (row.name, row.register_state) for row in session.scalars(select(Organisation))}


def page_of_first(landing: Landing, pages: Krets) -> str:
    """The page of the first club, as a family sees it."""
    with landing.database.reading() as session:
        slug = session.scalars(select(Organisation.slug).where(Organisation.number == number_of(1))).one()
    return create_app(pages).test_client().get(f"/lier/organisations/{slug}", base_url="http://127.0.0.1").text


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({"slettedato": "2026-10-01"}, RegisterState.DELETED),
        ({"konkurs": True, "konkursdato": "2026-05-04"}, RegisterState.BANKRUPT),
        ({"underAvvikling": True}, RegisterState.WINDING_UP),
    ],
    ids=["deleted", "bankrupt", "winding up"],
)
def test_i35_a_unit_that_ends_is_marked_and_its_offer_stands_with_a_notice(
    landing: Landing, register: Register, source_id: int, pages: Krets, more: dict[str, Any], state: RegisterState
) -> None:
    assert "Spør før dere møter opp" not in page_of_first(landing, pages)
    register.units[0] |= more
    assert landing.run(source_id).counts["updated"] == 1
    assert clubs(landing)[number_of(1)][1] == state
    assert landing.published() == 5
    page = page_of_first(landing, pages)
    assert "Spør før dere møter opp" in page
    assert "Øvelse 1" in page


def test_i35_a_new_name_comes_to_the_same_club(landing: Landing, register: Register, source_id: int) -> None:
    register.units[0]["navn"] = "LIER STORKOR"
    landing.run(source_id)
    assert clubs(landing)[number_of(1)][0] == "Lier Storkor"
    assert len(clubs(landing)) == 5


def test_i35_a_number_that_comes_to_another_unit_makes_no_second_club(landing: Landing, register: Register, source_id: int) -> None:
    register.units[0] |= {"slettedato": "2026-10-01"}
    landing.run(source_id)
    del register.units[0]
    register.units.append(unit(1, "TESTENHETEN"))
    landing.run(source_id)
    assert len(clubs(landing)) == 5
    assert clubs(landing)[number_of(1)][1] == RegisterState.REGISTERED
    assert landing.published() == 5


def test_i35_the_order_of_units_and_an_older_answer_in_between_leave_the_same(landing: Landing, register: Register, source_id: int) -> None:
    register.units[0]["navn"], register.units[1]["slettedato"] = "LIER STORKOR", "2026-10-01"
    landing.run(source_id)
    after = clubs(landing)
    for seed in range(3):
        random.Random(seed).shuffle(register.units)  # noqa: S311  the same orders each time
        report = landing.run(source_id, force=True)
        assert (report.counts["unchanged"], clubs(landing)) == (5, after)


def test_i35_half_a_register_marks_nobody(landing: Landing, register: Register, source_id: int) -> None:
    for number in range(6, 31):
        register.units.append(unit(number, f"KORET {number}"))
    landing.run(source_id)
    del register.units[10:]
    for _ in range(3):
        landing.later(days=2)
        landing.run(source_id)
    assert {state for _, state in clubs(landing).values()} == {RegisterState.REGISTERED}
