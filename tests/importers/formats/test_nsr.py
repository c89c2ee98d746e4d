"""Schools in the shapes that the register is passed on in."""

import json
from pathlib import Path

import pytest

from catalog.drafts import SchoolDraft
from catalog.values import GradeRange
from importers.contract import Feed
from importers.errors import NotThisFormat
from tests.importers.reading_feeds import feed_of, outcome_of, outcome_of_feed

SCRIPT = (
    'export const skoler = [\n  ["33","3312","Bakken skole","974545977",1,7,"Offentlig","Bakken 1"],\n'
    '  ["33","3312","Dalen","988077917",,],\n];\n'
)


def test_a_script_of_lists_and_a_table_give_the_same(tmp_path: Path) -> None:
    script, table = tmp_path / "a.js", tmp_path / "a.csv"
    script.write_text(SCRIPT.replace('["33","3312","Dalen","988077917",,],\n', ""))
    table.write_text(
        "fylkesnr;kommunenr;navn;orgnr;laveste_trinn;hoyeste_trinn;eierform;besoksadresse\n"
        "33;3312;Bakken skole;974545977;1;7;Offentlig;Bakken 1\n"
    )
    one, other = outcome_of(script, "nsr").only, outcome_of(table, "nsr").only
    assert one == other
    assert isinstance(one, SchoolDraft)
    assert (one.grades, one.public, one.municipality_number) == (GradeRange(1, 7), True, "3312")


def test_a_script_that_is_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_text(SCRIPT)
    with pytest.raises(NotThisFormat):
        outcome_of(path, "nsr")


def test_the_numbered_pages_of_the_api_are_followed(tmp_path: Path) -> None:
    def fetch(location: str) -> Feed:
        number = int(location.rpartition("sidenummer=")[2] or 1)
        path = tmp_path / f"{number}.json"
        units = [{"Organisasjonsnummer": f"98807791{number}", "Navn": f"Skole {number}"}]
        path.write_text(json.dumps({"Sidenummer": number, "AntallSider": 3, "EnhetListe": units}))
        return feed_of(path, location=location, fetch=fetch)

    outcome = outcome_of_feed(fetch("https://nsr.example/v4/enheter?antallperside=1&sidenummer=1"), "nsr")
    assert [record.id for record in outcome.records] == ["988077911", "988077912", "988077913"]
