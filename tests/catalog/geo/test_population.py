"""How many children live where."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from catalog.database import Database, Session
from catalog.errors import InvalidValue
from catalog.geo.districts import load_districts
from catalog.geo.population import load_population, share_out
from catalog.model import DistrictPopulation, Municipality
from tests.catalog.geo.world import EAST, NOW, WEST, layer, municipality, polygons

TODAY = date(2026, 11, 22)
SSB = "SSB 07459"


def figures(tmp_path: Path, *rows: str) -> Path:
    """Writes a file of figures."""
    path = tmp_path / "population.csv"
    path.write_text("district,age,children,date,estimate\n" + "\n".join(rows), encoding="utf-8")
    return path


def with_districts(session: Session) -> Municipality:
    """A municipality of two districts."""
    owner = municipality(session)
    load_districts(session, owner, polygons(EGGE=WEST, Høvik=EAST), layer(), NOW)
    return owner


def test_figures_are_stored_by_any_spelling_of_the_district(database: Database, tmp_path: Path) -> None:
    path = figures(tmp_path, "EGGE,6,31,2026-01-01,", 'hovik,6,"27,5",2026-01-01,anslag')
    with database.transaction() as session:
        owner = with_districts(session)
        assert load_population(session, owner, path, SSB, TODAY).created == 2
        rows = session.scalars(select(DistrictPopulation).order_by(DistrictPopulation.id)).all()
        assert [(row.age, row.children, row.estimate, row.source) for row in rows] == [(6, 31, False, SSB), (6, 27.5, True, SSB)]
        again = load_population(session, owner, path, SSB, TODAY)
        assert (again.created, again.updated, again.unchanged) == (0, 0, 2)


def test_a_corrected_figure_replaces_the_one_of_its_date_and_another_date_stands_beside_it(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.transaction() as session:
        owner = with_districts(session)
        load_population(session, owner, figures(tmp_path, "Egge,6,31,2026-01-01,"), SSB, TODAY)
        report = load_population(session, owner, figures(tmp_path, "Egge,6,32,2026-01-01,", "Egge,6,30,2025-01-01,"), SSB, TODAY)
        assert (report.updated, report.created) == (1, 1)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Tranby,6,31,2026-01-01,", "row 3: district"),
        ("Egge,seks,31,2026-01-01,", "row 3: age"),
        ("Egge,6.5,31,2026-01-01,", "row 3: age"),
        ("Egge,-1,31,2026-01-01,", "row 3: age"),
        ("Egge,6,,2026-01-01,", "row 3: children"),
        ("Egge,6,-3,2026-01-01,", "row 3: children"),
        ("Egge,6,nan,2026-01-01,", "row 3: children"),
        ("Egge,6,31,i fjor,", "row 3: date"),
        ("Egge,7,31,2026-01-01,", "row 3: district: has this age and date twice"),
    ],
)
def test_one_wrong_row_is_named_and_nothing_of_the_file_is_stored(sqlite: Database, tmp_path: Path, row: str, said: str) -> None:
    path = figures(tmp_path, "Egge,7,29,2026-01-01,", row)
    with sqlite.transaction() as session:
        owner = with_districts(session)
        with pytest.raises(InvalidValue, match=said):
            load_population(session, owner, path, SSB, TODAY)
        assert session.scalar(select(func.count(DistrictPopulation.id))) == 0


def test_a_file_of_nothing_is_refused(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.transaction() as session, pytest.raises(InvalidValue, match="no rows"):
        load_population(session, with_districts(session), figures(tmp_path), SSB, TODAY)


def test_children_are_shared_out_by_pupils() -> None:
    assert share_out({6: 100}, {"egge": 300, "hegg": 100}) == {("egge", 6): 75.0, ("hegg", 6): 25.0}


@given(
    st.dictionaries(st.integers(0, 18), st.integers(0, 5_000), max_size=19),
    st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.floats(0, 1_000), min_size=1, max_size=12),
)
def test_the_shares_of_an_age_add_up_to_its_figure(children: dict[int, int], weights: dict[str, float]) -> None:
    weights["sikker"] = 1.0
    shares = share_out(children, weights)
    for age, figure in children.items():
        tenths = [round(10 * shares[district, age]) for district in weights]
        assert sum(tenths) == 10 * figure
        assert min(tenths) >= 0


@pytest.mark.parametrize("weights", [{}, {"egge": 0.0}, {"egge": -1.0, "hegg": 2.0}])
def test_weights_that_share_nothing_out_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(InvalidValue, match="weights"):
        share_out({6: 100}, weights)
