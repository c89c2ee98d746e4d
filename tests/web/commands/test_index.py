"""`krets index`: sync, rebuild, verify."""

import pytest
from sqlalchemy import delete, update

from catalog.database import Database
from catalog.model import Change, Offer
from tests.web.commands.conftest import Krets

OFFERS = "id;navn;pris\n1;Fotball på løkka;gratis\n2;Kor;kr 200\n"


@pytest.fixture
def filled(krets: Krets) -> Krets:
    """Lier with two offers and an index in step."""
    krets.json("import", krets.file("tilbud.csv", OFFERS), "--format", "csv", "--municipality", "lier")
    return krets


def behind_its_back(krets: Krets, title: str, *, told: bool) -> None:
    """Changes an offer's title in the database; `told` leaves word of it in the outbox."""
    database = Database(f"sqlite:///{krets.folder / 'krets.db'}")
    with database.transaction() as session:
        session.execute(update(Offer).where(Offer.id == 1).values(title=title, version=Offer.version + 1))
        if not told:
            session.execute(delete(Change).where(Change.offer_id == -1))
    database.dispose()


def test_an_index_in_step_agrees_and_needs_nothing(filled: Krets) -> None:
    assert filled.json("index", "sync") == {"lier": 0}
    found = filled.json("index", "verify")["lier"]
    assert (found["agrees"], found["offers"], found["problem"]) == (True, 2, None)
    assert filled.run("index", "verify").stderr == "index and database agree\n"


def test_an_index_that_differs_is_told_with_exit_1_and_can_be_mended(filled: Krets) -> None:
    behind_its_back(filled, "Håndball", told=False)
    result = filled.run("index", "verify", "--json")
    assert result.exit_code == 1 and result.stdout.count("\n") == 1
    assert result.stderr == "krets: lier: 1 stale, 1 unfindable\n"
    assert filled.json("index", "verify", "--repair")["lier"]["agrees"] is True
    assert filled.json("search", "håndball", "--municipality", "lier")["total"] == 1


def test_a_rebuild_indexes_everything_anew(filled: Krets) -> None:
    assert filled.json("index", "rebuild", "--municipality", "lier") == {"lier": 2}
    assert filled.run("index", "rebuild").stderr == "lier: 2 offers indexed\n"
    assert filled.json("index", "verify")["lier"]["agrees"] is True


def test_a_municipality_without_an_index_differs_until_it_is_synced(krets: Krets) -> None:
    assert "there is no index yet" in krets.refused("index", "verify", code=1)
    assert krets.run("index", "sync").exit_code == 0
    assert krets.run("index", "verify").exit_code == 0


@pytest.mark.parametrize("command", ["sync", "rebuild", "verify"])
def test_an_unknown_municipality_is_one_line(krets: Krets, command: str) -> None:
    assert krets.refused("index", command, "--municipality", "drammen", code=1) == "krets: there is no municipality 'drammen'"
