"""The registers: two are joined on the number, and what is private stops before it is a record."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog.drafts import OrganisationDraft
from catalog.terms import OrganiserKind, RegisterState
from importers.contract import Feed
from importers.errors import FeedIncomplete, FetchFailed, NotThisFormat, RunFailed
from importers.shapes.brreg_units import readable_name
from tests.importers.brreg_register import VOLUNTARY, at_home, entry, number_of, unit
from tests.importers.reading_feeds import Outcome, feed_of, outcome_of_feed

HOST = "https://register.example"
ASKED = f"{HOST}/enhetsregisteret/api/enheter?kommunenummer=3312"
Fetch = Callable[[str], Feed]


def fetching(tmp_path: Path, documents: dict[str, object], options: dict[str, str]) -> Fetch:
    def fetch(location: str) -> Feed:
        if location not in documents:
            raise FetchFailed("the server answered 404 Not Found")
        found = documents[location]
        if isinstance(found, Exception):
            raise found
        path = tmp_path / f"{sorted(documents).index(location)}.json"
        path.write_text(json.dumps(found))
        return feed_of(path, options, location=location, fetch=fetch)

    return fetch


def read(tmp_path: Path, units: list[dict[str, object]], more: dict[str, object] | None = None, **options: str) -> Outcome:
    listed = {"_embedded": {"enheter": units}, "page": {"number": 0, "totalPages": 1, "totalElements": len(units)}}
    return outcome_of_feed(fetching(tmp_path, {ASKED: listed, **(more or {})}, options)(ASKED), "brreg")


def organisation(outcome: Outcome) -> OrganisationDraft:
    assert isinstance(outcome.only, OrganisationDraft)
    return outcome.only


def test_every_code_is_kept_as_text_with_the_main_one_first(tmp_path: Path) -> None:
    told = organisation(read(tmp_path, [unit(1, "KORPSET")], {f"{HOST}{VOLUNTARY}/{number_of(1)}": entry(1, "1100", "13000", "1200")}))
    assert told.register is not None
    assert told.register.icnpo == ("1100", "13000", "1200")
    assert (told.name, told.kind, told.number) == ("Korpset", OrganiserKind.VOLUNTARY, number_of(1))


@pytest.mark.parametrize(
    "line",
    [
        "c/o Kari Eksempel",
        "C/O: Kari",
        "v/ Kari Eksempel",
        "v/Kari",
        "Att: Kari",
        "att. Kari",
        "Attn Kari",
        "Leder Kari",
        "v. Kari",
        "c\\o KARI",
    ],
)
@pytest.mark.parametrize("inline", [True, False])
def test_an_address_that_names_a_person_is_no_address(tmp_path: Path, line: str, inline: bool) -> None:
    lines = [f"Hjemmeveien 7, {line}"] if inline else [line, "Hjemmeveien 7"]
    outcome = read(tmp_path, [unit(1, "KORPSET", **at_home(*lines))])
    stored = json.dumps(outcome.records[0].data).casefold()
    assert not {word for word in ("kari", "hjemmeveien") if word in stored}
    register = organisation(outcome).register
    assert register is not None
    assert (register.address, register.postcode, register.city) == (None, "3400", "Lier")


@pytest.mark.parametrize("line", ["Olavs v. 3", "Attendvegen 1", "Ved kirken 2", "Voldgata 7 v 2"])
def test_an_address_that_names_nobody_stays(tmp_path: Path, line: str) -> None:
    register = organisation(read(tmp_path, [unit(1, "ATT BYGG", aktivitet=["Leder barn ut i skogen."], **at_home(line))])).register
    assert register is not None
    assert (register.address, register.purpose) == (line, "Leder barn ut i skogen.")


def test_what_is_private_is_in_no_record(tmp_path: Path) -> None:
    sole = unit(2, "KARI EKSEMPEL MASSASJE", organisasjonsform={"kode": "ENK"})
    named = unit(3, "FAU LIA V/ KARI EKSEMPEL", roller=[{"person": "Kari Eksempel"}])
    outcome = read(tmp_path, [unit(1, "KORPSET"), sole, named], {f"{HOST}{VOLUNTARY}/{number_of(1)}": entry(1, "1100")})
    stored = json.dumps([record.data for record in outcome.records])
    assert not {word for word in ("Kari", "KARI", "Hemmelig", "Hjemmeveien", "98765432", "12345678903") if word in stored}
    assert outcome.skipped == {number_of(2): "not-an-offer"}


@pytest.mark.parametrize(
    ("more", "state", "since"),
    [
        ({}, RegisterState.REGISTERED, None),
        ({"slettedato": "2026-06-30", "konkurs": True}, RegisterState.DELETED, "2026-06-30"),
        ({"konkurs": True, "konkursdato": "2026-05-04"}, RegisterState.BANKRUPT, "2026-05-04"),
        ({"underAvvikling": True}, RegisterState.WINDING_UP, None),
        ({"underTvangsavviklingEllerTvangsopplosning": True}, RegisterState.WINDING_UP, None),
    ],
)
def test_the_state_is_the_registers_word(tmp_path: Path, more: dict[str, object], state: RegisterState, since: str | None) -> None:
    register = organisation(read(tmp_path, [unit(1, "KORPSET", **more)])).register
    assert register is not None
    assert (register.state, str(register.state_on) if register.state_on else None) == (state, since)


def test_a_register_that_does_not_know_the_number_leaves_the_codes_unknown(tmp_path: Path) -> None:
    register = organisation(read(tmp_path, [unit(1, "KORPSET")])).register
    assert register is not None
    assert register.icnpo == ()


def test_one_look_up_that_fails_costs_its_record_and_three_in_a_row_the_run(tmp_path: Path) -> None:
    broken = {f"{HOST}{VOLUNTARY}/{number_of(n)}": FetchFailed("the server answered 503") for n in (1, 2, 3)}
    some = {**broken, f"{HOST}{VOLUNTARY}/{number_of(2)}": entry(2, "1200")}
    outcome = read(tmp_path, [unit(n, f"LAG {n}") for n in (1, 2, 3)], some)
    assert (list(outcome.rejected), list(outcome.drafts)) == ([number_of(1), number_of(3)], [number_of(2)])
    with pytest.raises(FetchFailed, match="503"):
        read(tmp_path, [unit(n, f"LAG {n}") for n in (1, 2, 3)], dict(broken))


@pytest.mark.parametrize(
    ("document", "error", "match"),
    [
        ({"message": "logged out"}, NotThisFormat, "begins with"),
        ([unit(1, "X")], NotThisFormat, "a list"),
        ({"page": {"totalElements": 10_001, "totalPages": 501, "number": 0}}, RunFailed, "10001 such units"),
        ({"_links": {"next": {"href": ASKED}}}, FeedIncomplete, "read already"),
    ],
)
def test_what_is_no_answer_of_the_register_is_refused(tmp_path: Path, document: object, error: type[RunFailed], match: str) -> None:
    with pytest.raises(error, match=match):
        outcome_of_feed(fetching(tmp_path, {ASKED: document}, {})(ASKED), "brreg")


def test_a_join_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="join=all"):
        read(tmp_path, [], join="all")


@pytest.mark.parametrize(
    ("register", "shown"),
    [
        ("GRANLIA IL", "Granlia IL"),
        ("LIA OG TRANBY 4H", "Lia og Tranby 4H"),
        ("FAU VED ØST-LIA SKOLE", "FAU ved Øst-Lia Skole"),
        ("Lier skiklubb", "Lier skiklubb"),
        ("I LIA", "I Lia"),
    ],
)
def test_capitals_become_running_letters(register: str, shown: str) -> None:
    assert readable_name(register) == shown
