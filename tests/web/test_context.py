"""One installation, opened: everything is there, nothing was created, and all is closed again."""

from pathlib import Path

from catalog.clock import FixedClock
from catalog.settings import settings_from
from web.context import concepts_of, open_krets


def test_opening_creates_neither_schema_nor_index(tmp_path: Path, clock: FixedClock) -> None:
    settings = settings_from({"KRETS_DATA_DIR": str(tmp_path / "var"), "KRETS_SECRET_KEY": "x" * 40})
    with open_krets(settings, clock) as krets:
        assert krets.clock is clock and krets.settings is settings
        krets.database.ping()
        pool = krets.database.engine.pool
    assert krets.database.engine.pool is not pool, "its connections are closed"
    assert not (tmp_path / "var" / "index").exists()


def test_search_knows_what_is_broader_and_every_word_of_a_concept(tmp_path: Path, clock: FixedClock) -> None:
    settings = settings_from({"KRETS_DATA_DIR": str(tmp_path), "KRETS_SECRET_KEY": "x" * 40})
    with open_krets(settings, clock) as krets:
        concepts = concepts_of(krets.vocabulary)
        assert concepts.broader.keys() == krets.vocabulary.concepts.keys()
        assert "sport" in concepts.broader["football"]
