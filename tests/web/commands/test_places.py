"""`krets district`, `krets school` and `krets population`: what people load from files."""

import json
from pathlib import Path

import pytest

from tests.web.commands.conftest import Krets

SCHOOLS = """kommunenr,navn,orgnr,laveste_trinn,hoyeste_trinn,eierform,besoksadresse,postnummer,poststed,lat,lon,kvalitet
3312,Egge skole,974545977,1,7,Offentlig,Vestsideveien 115,3404,Lier,59.816864,10.214195,address
3222,Fjellhamar skole,974551918,1,7,Offentlig,Et sted 1,1472,Fjellhamar,59.93,10.97,address
"""
POPULATION = "district,age,children,date\nEgge,6,27.2,2026-01-01\n"


def squares(*names: str) -> str:
    corners = [(10.2, 59.7), (10.3, 59.7), (10.3, 59.9), (10.2, 59.9), (10.2, 59.7)]
    features = [
        {
            "type": "Feature",
            "properties": {"krets": name},
            "geometry": {"type": "Polygon", "coordinates": [[(lon + n / 10, lat) for lon, lat in corners]]},
        }
        for n, name in enumerate(names)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.fixture
def files(krets: Krets) -> dict[str, Path]:
    return {
        "district": krets.file("kretser.geojson", squares("Egge", "Hegg")),
        "school": krets.file("skoler.csv", SCHOOLS),
        "population": krets.file("barn.csv", POPULATION),
    }


def load(noun: str, path: Path) -> tuple[str, ...]:
    named = ("--name-property", "krets") if noun == "district" else ()
    return (noun, "load", str(path), "--municipality", "lier", *named)


def test_districts_schools_and_children_are_loaded_and_again_change_nothing(krets: Krets, files: dict[str, Path]) -> None:
    for noun, path in files.items():
        told = krets.json(*load(noun, path))
        assert told["dry_run"] is False
        before = krets.rows()
        krets.json(*load(noun, path))
        assert krets.rows() == before
    rows = krets.rows()
    assert len(rows["school_district"]) == 2
    assert len(rows["school"]) == 1
    assert len(rows["district_population"]) == 1


@pytest.mark.parametrize("noun", ["district", "school", "population"])
def test_a_dry_run_reads_all_and_writes_nothing(krets: Krets, files: dict[str, Path], noun: str) -> None:
    if noun == "population":
        krets.json(*load("district", files["district"]))
    before = krets.rows()
    assert krets.json(*load(noun, files[noun]), "--dry-run")["dry_run"] is True
    assert krets.rows() == before


@pytest.mark.parametrize("noun", ["district", "school", "population"])
def test_a_missing_unreadable_or_foreign_file_is_one_line(krets: Krets, files: dict[str, Path], noun: str) -> None:
    before = krets.rows()
    nowhere = krets.folder / "ingenting.csv"
    assert "ingenting.csv" in krets.refused(*load(noun, nowhere), code=code_of(krets, load(noun, nowhere)))
    for bad in (krets.file("tom.csv", ""), krets.file("rot.csv", "\x00\x01,{[\n"), krets.folder):
        arguments = load(noun, bad)
        result = krets.run(*arguments)
        if result.exit_code:
            assert krets.refused(*arguments, code=result.exit_code)
    assert krets.rows() == before


def code_of(krets: Krets, arguments: tuple[str, ...]) -> int:
    """1 or 2, but never 0."""
    code = krets.run(*arguments).exit_code
    assert code in {1, 2}
    return code


@pytest.mark.parametrize("noun", ["district", "school", "population"])
def test_an_unknown_municipality_is_one_line(krets: Krets, files: dict[str, Path], noun: str) -> None:
    arguments = [word if word != "lier" else "drammen" for word in load(noun, files[noun])]
    assert krets.refused(*arguments, code=1) == "krets: there is no municipality 'drammen'"


def test_a_property_that_no_feature_has_is_told_and_nothing_is_stored(krets: Krets, files: dict[str, Path]) -> None:
    arguments = ("district", "load", files["district"], "--municipality", "lier", "--name-property", "skole")
    result = krets.run(*arguments)
    assert "skole" in result.stderr
    assert krets.rows()["school_district"] == []


@pytest.mark.parametrize("option", [("--level", "kindergarten"), ("--valid-from", "i går"), ("--crs", "EPSG:0")])
def test_options_that_cannot_be_meant_are_wrong_usage(krets: Krets, files: dict[str, Path], option: tuple[str, str]) -> None:
    assert krets.refused(*load("district", files["district"]), *option, code=2)


def test_figures_of_a_district_that_is_not_here_name_their_row_and_store_nothing(krets: Krets, files: dict[str, Path]) -> None:
    krets.json(*load("district", files["district"]))
    wrong = krets.file("feil.csv", POPULATION + "Ingensteds,6,3,2026-01-01\n")
    assert "row 3" in krets.refused(*load("population", wrong), code=2)
    assert krets.rows()["district_population"] == []
