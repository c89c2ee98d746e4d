"""One organisation by its number, from the registers' host."""

from datetime import UTC, datetime

import pytest

from catalog.errors import InvalidValue
from catalog.terms import RegisterState
from importers.address_guard import AddressPolicy
from importers.errors import FetchFailed
from importers.fetch import FetchRules
from importers.unit_lookup import unit_by_number
from tests.importers.brreg_register import UNITS, Register, at_home, entry, number_of, unit
from tests.web_server import WebServer

NOW = datetime(2026, 8, 22, 12, tzinfo=UTC)
RULES = FetchRules(policy=AddressPolicy.allowing(["127.0.0.1"]), total_s=5)


@pytest.fixture
def register(web_server: WebServer) -> Register:
    sole = unit(3, "HEMMELIG PERSON", organisasjonsform={"kode": "ENK"})
    units = [unit(1, "GRANLIA IL"), unit(2, "LIA KORPS", **at_home("c/o Hemmelig Person", "Hjemmeveien 1")), sole]
    found = Register(web_server, [*units, unit(4, "GAMMELT LAG", slettedato="2026-01-02")], [entry(1, "1200", "1300")])
    found.program_singles()
    return found


def test_a_number_gives_the_organisation_with_its_codes(register: Register) -> None:
    found = unit_by_number(f"NO {number_of(1)} MVA", register.server.address(""), RULES, NOW)
    assert found is not None
    assert found.register is not None
    assert (found.name, found.register.icnpo, found.register.address) == ("Granlia IL", ("1200", "1300"), "Bruveien 2")


def test_a_home_address_is_left_out(register: Register) -> None:
    found = unit_by_number(number_of(2), register.server.address("/"), RULES, NOW)
    assert found is not None
    assert found.register is not None
    assert (found.register.address, found.register.icnpo) == (None, ())


def test_a_deleted_unit_is_told_as_deleted(register: Register) -> None:
    found = unit_by_number(number_of(4), register.server.address(""), RULES, NOW)
    assert found is not None
    assert found.register is not None
    assert found.register.state is RegisterState.DELETED


def test_a_person_or_an_unknown_number_is_nobody(register: Register) -> None:
    for count in (3, 99):
        assert unit_by_number(number_of(count), register.server.address(""), RULES, NOW) is None


def test_what_is_no_number_is_asked_of_nobody(register: Register) -> None:
    for number in ("123456789", ""):
        with pytest.raises(InvalidValue):
            unit_by_number(number, register.server.address(""), RULES, NOW)
    assert register.server.requests == []


def test_registers_that_do_not_answer_are_an_error_of_their_own(register: Register) -> None:
    register.server.answer(f"{UNITS}/{number_of(1)}", status=503)
    with pytest.raises(FetchFailed, match="503"):
        unit_by_number(number_of(1), register.server.address(""), RULES, NOW)
