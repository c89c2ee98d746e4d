"""`krets poster`: the poster of the address as a file."""

from pathlib import Path

import pytest

from tests.web.commands.conftest import Krets

OFFERS = "id;navn;pris;dato\n1;Skøytedag;gratis;2027-02-23\n2;Alpinkurs;kr 450;2027-02-24\n"


@pytest.fixture
def filled(krets: Krets) -> Krets:
    krets.json("import", krets.file("tilbud.csv", OFFERS), "--format", "csv", "--municipality", "lier")
    return krets


def test_a_poster_is_written_and_told(filled: Krets, tmp_path: Path) -> None:
    file = tmp_path / "plakat.pdf"
    result = filled.run("poster", "--municipality", "lier", "--period", "winter", "--size", "a5", "--lang", "en", "-o", file)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith(f"{file}: ") and result.stderr.endswith(" offers\n")
    assert file.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--municipality", "nowhere", "--period", "winter"), 1, "no municipality"),
        (("--municipality", "lier", "--period", "hosten"), 2, "period"),
        (("--municipality", "lier", "--period", "winter", "--district", "nowhere"), 2, "district"),
        (("--municipality", "lier", "--period", "winter", "--size", "a3"), 2, "a3"),
        (("--municipality", "lier"), 2, "--period"),
    ],
)
def test_what_cannot_be_meant_is_one_line_and_writes_nothing(
    filled: Krets, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    file = tmp_path / "plakat.pdf"
    assert said in filled.refused("poster", *arguments, "-o", file, code=code)
    assert not file.exists()


def test_a_file_that_cannot_be_written_is_one_line(filled: Krets, tmp_path: Path) -> None:
    file = tmp_path / "missing" / "plakat.pdf"
    assert "cannot be written" in filled.refused("poster", "--municipality", "lier", "--period", "winter", "-o", file, code=1)
