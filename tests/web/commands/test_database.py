"""`krets db upgrade`, and what an installation without it is told."""

from alembic import command

from catalog.database import Database
from catalog.migrations import configuration, is_current
from tests.web.commands.conftest import Krets


def test_an_upgrade_makes_the_schema_and_a_second_one_changes_nothing(empty: Krets) -> None:
    first = empty.run("db", "upgrade")
    assert (first.exit_code, first.stdout, first.stderr) == (0, "", "the schema is current\n")
    before = empty.rows()
    assert empty.run("db", "upgrade").exit_code == 0
    assert empty.rows() == before


def test_a_dry_run_says_what_would_be_done_and_makes_nothing(empty: Krets) -> None:
    assert empty.run("db", "upgrade", "--dry-run").stderr == "the schema would be migrated\n"
    assert empty.run("municipality", "list").exit_code == 1
    empty.run("db", "upgrade")
    assert empty.run("db", "upgrade", "--dry-run").stderr == "the schema is current\n"


def test_commands_on_an_unmigrated_database_say_what_to_run(empty: Krets) -> None:
    for arguments in (("municipality", "list"), ("source", "list"), ("index", "sync"), ("search", "fotball", "--municipality", "lier")):
        assert "run `krets db upgrade`" in empty.refused(*arguments, code=1)


def test_a_database_that_is_away_or_damaged_is_told_in_one_line(empty: Krets) -> None:
    empty.environment["KRETS_DATABASE_URL"] = "postgresql+psycopg://nobody@127.0.0.1:1/krets"
    assert "the database does not answer" in empty.refused("municipality", "list", code=1)
    assert "the database does not answer" in empty.refused("db", "upgrade", code=1)
    empty.folder.mkdir(exist_ok=True)
    (empty.folder / "krets.db").write_text("no database\n" * 100)
    empty.environment["KRETS_DATABASE_URL"] = None
    assert "database" in empty.refused("municipality", "list", code=1)


def test_wrong_settings_are_told_all_at_once(empty: Krets) -> None:
    empty.environment |= {"KRETS_BASE_URL": "not an address", "KRETS_SECRET_KEY": "short"}
    line = empty.refused("municipality", "list", code=2)
    assert "KRETS_BASE_URL" in line and "KRETS_SECRET_KEY" in line


def test_the_migrations_give_exactly_what_the_models_say(database: Database) -> None:
    """Alembic finds nothing that a further migration would have to change."""
    command.check(configuration(database))
    assert is_current(database)
