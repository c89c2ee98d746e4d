"""Addresses of a register."""

from pathlib import Path

import pytest
from sqlalchemy import select

from catalog.database import Database
from catalog.errors import InvalidValue
from catalog.geo.address_register import load_addresses
from catalog.model import Address
from tests.catalog.geo.world import municipality

MATRIKKEL = "lokalId;kommunenummer;kommunenavn;adressenavn;nummer;bokstav;EPSG-kode;Nord;Øst;postnummer;poststed\n"


def register(tmp_path: Path, text: str) -> Path:
    """Writes a register."""
    path = tmp_path / "addresses.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_extract_of_the_matrikkel_is_read_in_its_own_coordinates(database: Database, tmp_path: Path) -> None:
    path = register(
        tmp_path,
        MATRIKKEL
        + "1;3312;LIER;Tranby torg;5;b;25832;6631000,5;570500,25;3408;TRANBY\n2;301;OSLO;Karl Johans gate;1;;25832;1;2;154;OSLO\n",
    )
    with database.transaction() as session:
        report = load_addresses(session, municipality(session), path, "matrikkelen")
        assert (report.loaded, report.elsewhere, report.problems) == (1, 1, [])
        stored = session.scalars(select(Address)).one()
        assert (stored.key, stored.number, stored.letter, stored.postcode) == ("tranbytorg 5b", 5, "B", "3408")
        assert (round(stored.lat, 2), round(stored.lon, 2)) == (59.81, 10.26)


def test_loading_again_replaces_what_the_source_gave_before_and_no_other(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.transaction() as session:
        owner = municipality(session)
        load_addresses(
            session, owner, register(tmp_path, "adressenavn,nummer,lat,lon\nHeiaveien,5,59.8,10.3\nHeiaveien,7,59.8,10.3\n"), "a"
        )
        load_addresses(session, owner, register(tmp_path, "adressenavn,nummer,lat,lon\nSylling,,59.9,10.3\n"), "b")
        load_addresses(session, owner, register(tmp_path, "adressenavn,nummer,lat,lon\nHeiaveien,5,59.8,10.3\n"), "a")
        assert sorted(session.scalars(select(Address.key))) == ["heiaveien 5", "sylling"]


def test_rows_that_cannot_be_meant_are_counted_and_said(sqlite: Database, tmp_path: Path) -> None:
    rows = (
        "1;3312;LIER;Tranby torg;5;;;6631000;570500;3408;TRANBY\n2;3312;LIER;;5;;25832;6631000;570500;;\n3;3312;LIER;Heia;x;;25832;1;2;;\n"
    )
    good = "4;3312;LIER;Tranby torg;7;;25832;6631000;570500;3408;TRANBY\n"
    with sqlite.transaction() as session:
        report = load_addresses(session, municipality(session), register(tmp_path, MATRIKKEL + rows + good), "matrikkelen")
        assert (report.loaded, report.refused) == (1, 3)
        assert [problem.split(":")[1].strip() for problem in report.problems] == ["EPSG-kode", "adressenavn", "nummer"]


def test_a_file_without_a_single_readable_row_is_refused(sqlite: Database, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="row 2: adressenavn"), sqlite.transaction() as session:
        load_addresses(session, municipality(session), register(tmp_path, "a;b\n1;2\n"), "matrikkelen")
