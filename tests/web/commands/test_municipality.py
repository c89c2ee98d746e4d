"""`krets municipality`."""

import pytest

from tests.web.commands.conftest import Krets


def test_one_is_added_and_listed(krets: Krets) -> None:
    added = krets.json("municipality", "add", "3222", "Lørenskog", "--slug", "lorenskog")
    assert added == {"number": "3222", "name": "Lørenskog", "slug": "lorenskog"}
    assert krets.json("municipality", "list") == [{"number": "3312", "name": "Lier", "slug": "lier"}, added]
    assert "Lørenskog" in krets.run("municipality", "list").stdout


def test_a_dry_run_checks_and_writes_nothing(krets: Krets) -> None:
    before = krets.rows()
    assert (
        krets.run("municipality", "add", "3222", "Lørenskog", "--slug", "lorenskog", "--dry-run").stderr == "would add Lørenskog (3222)\n"
    )
    assert krets.refused("municipality", "add", "3312", "Lier", "--slug", "lier", "--dry-run", code=1)
    assert krets.rows() == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("331", "Lier", "--slug", "x"), 2, "a kommunenummer has four digits"),
        (("0301", "Oslo", "--slug", "Oslo by"), 2, "an address word"),
        (("0301", "Oslo", "--slug", "api"), 2, "none of Krets's own"),
        (("3312", "Lier", "--slug", "lier-to"), 1, "is here already"),
        (("0301", "Oslo"), 2, "Missing option '--slug'"),
        ((), 2, "Missing argument 'NUMBER'"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_written(krets: Krets, arguments: tuple[str, ...], code: int, words: str) -> None:
    before = krets.rows()
    assert words in krets.refused("municipality", "add", *arguments, code=code)
    assert krets.rows() == before


def test_a_coordinator_is_named_and_taken_off_and_a_dry_run_changes_nothing(krets: Krets) -> None:
    before = krets.rows()
    dry = krets.run("municipality", "set", "lier", "--coordinator-email", "anne@LIER.no", "--dry-run")
    assert dry.stderr == "would tell anne@lier.no of trouble in lier\n"
    assert krets.rows() == before
    assert (
        krets.run("municipality", "set", "lier", "--coordinator-email", "anne@lier.no").stderr == "tells anne@lier.no of trouble in lier\n"
    )
    assert any("anne@lier.no" in str(row) for row in krets.rows()["municipality"])
    assert krets.run("municipality", "set", "lier", "--coordinator-email", "").stderr == "tells nobody of trouble in lier\n"
    assert krets.rows()["municipality"] == before["municipality"]


def test_a_coordinator_that_cannot_be_written_to_is_told(krets: Krets) -> None:
    assert "not an e-mail address" in krets.refused("municipality", "set", "lier", "--coordinator-email", "anne", code=2)
    assert "there is no municipality" in krets.refused("municipality", "set", "drammen", "--coordinator-email", "a@b.no", code=1)


def test_colours_are_given_and_a_dry_run_changes_nothing(krets: Krets) -> None:
    before = krets.rows()
    assert krets.run("municipality", "colours", "lier", "#173f6b", "--dry-run").stderr == "would give lier the colours #173f6b\n"
    assert krets.rows() == before
    given = krets.run("municipality", "colours", "lier", "#173f6b", "--second", "#c8553d")
    assert given.stderr == "gave lier the colours #173f6b, #c8553d\n"
    assert any("#c8553d" in str(row) for row in krets.rows()["municipality"])


@pytest.mark.parametrize(
    ("colours", "words"),
    [
        (("#ffcc00",), "white text on the brand colour has contrast 1.5:1 and needs 4.5:1; choose a darker colour"),
        (("blue",), "six hexadecimal digits"),
        (("#17543b", "--second", "red"), "six hexadecimal digits"),
    ],
)
def test_colours_that_cannot_be_read_are_refused_with_the_reason(krets: Krets, colours: tuple[str, ...], words: str) -> None:
    before = krets.rows()
    assert words in krets.refused("municipality", "colours", "lier", *colours, code=2)
    assert krets.rows() == before
