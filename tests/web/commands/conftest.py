"""The commands of `krets`, called as the command line calls them, on a folder of the test's own."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import structlog
from click.testing import CliRunner, Result
from sqlalchemy import select

from catalog.database import Database
from catalog.model.base import Record
from web.cli import main


@dataclass(slots=True)
class Krets:
    """A data folder and the commands on it. `environment` may be changed between them."""

    folder: Path
    environment: dict[str, str | None] = field(default_factory=dict)

    def run(self, *arguments: object) -> Result:
        """What a command answers; nothing but its exit code tells an error."""
        result = CliRunner().invoke(main, [str(one) for one in arguments], env=self.environment)
        assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
        assert "Traceback" not in result.output
        return result

    def json(self, *arguments: object) -> Any:  # noqa: ANN401  whoever asks knows the shape
        """The JSON that a command printed: one line on standard output, and nothing else."""
        result = self.run(*arguments, "--json")
        assert result.exit_code == 0, result.stderr
        assert result.stdout.count("\n") == 1 and result.stdout.endswith("\n")
        return json.loads(result.stdout)

    def refused(self, *arguments: object, code: int) -> str:
        """The one line of an error, with nothing on standard output; usage errors of the options have their usage before it."""
        result = self.run(*arguments)
        assert result.exit_code == code, (result.exit_code, result.output)
        assert result.stdout == ""
        lines = [line for line in result.stderr.splitlines() if line]
        if not lines[-1].startswith("krets: "):
            assert code == 2 and lines[-1].startswith("Error: ")
            return lines[-1]
        assert len(lines) == 1, lines
        return lines[0]

    def file(self, name: str, text: str) -> Path:
        """A file beside the data folder."""
        path = self.folder.parent / name
        path.write_text(text, encoding="utf-8")
        return path

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of the database, by table."""
        database = Database(f"sqlite:///{self.folder / 'krets.db'}")
        try:
            with database.reading() as session:
                return {table.name: [tuple(row) for row in session.execute(select(table))] for table in Record.metadata.sorted_tables}
        finally:
            database.dispose()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Krets]:
    """An installation of which nothing is there yet."""
    before = structlog.get_config()
    folder = tmp_path / "var"
    yield Krets(folder, {"KRETS_DATA_DIR": str(folder), "KRETS_DATABASE_URL": None, "KRETS_LOG_LEVEL": "warning"})
    structlog.configure(**before)


@pytest.fixture
def krets(empty: Krets, migrated_sqlite: Path) -> Krets:
    """An installation with Lier in it."""
    empty.folder.mkdir()
    shutil.copy(migrated_sqlite, empty.folder / "krets.db")
    assert empty.run("municipality", "add", "3312", "Lier", "--slug", "lier").exit_code == 0
    return empty
