"""`krets demo`: over a database of one's own it loads nothing, and its loading can be asked for alone."""

from tests.web.commands.conftest import Krets


def test_over_a_municipality_of_ones_own_nothing_is_loaded(krets: Krets) -> None:
    before = krets.rows()
    result = krets.run("demo", "--load-only")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert krets.rows() == before
    assert krets.json("index", "verify")["lier"]["agrees"] is True


def test_a_database_that_is_away_is_one_line(empty: Krets) -> None:
    empty.environment["KRETS_DATABASE_URL"] = "postgresql+psycopg://nobody@127.0.0.1:1/krets"
    assert "the database does not answer" in empty.refused("demo", "--load-only", code=1)
