"""`krets source`: add, list, show, run, pause."""

from pathlib import Path

import pytest

from tests.web.commands.conftest import Krets

OFFERS = "id;navn;pris\n1;Fotball på løkka;gratis\n2;Kor;kr 200\n"


def added(krets: Krets, *more: object, location: object = "tilbud.csv") -> tuple[object, ...]:
    return ("source", "add", "--name", "Idrettsrådet", "--format", "csv", "--location", location, "--municipality", "lier", *more)


@pytest.fixture
def feed(krets: Krets) -> Path:
    """A feed of two offers, and its source with number 1."""
    path = krets.file("tilbud.csv", OFFERS)
    assert krets.json(*added(krets, "--every", "6h", "--licence", "NLOD-2.0", "--own", location=path))["id"] == 1
    return path


def test_a_source_is_added_listed_and_shown(krets: Krets, feed: Path) -> None:
    (listed,) = krets.json("source", "list", "--municipality", "lier")
    assert (listed["name"], listed["state"], listed["last_success"]) == ("Idrettsrådet", "active", None)
    assert listed["due"] is not None
    shown = krets.json("source", "show", 1)
    assert (shown["location"], shown["licence"], shown["runs"]) == (str(feed), "NLOD-2.0", [])
    assert "Idrettsrådet" in krets.run("source", "list").stdout
    assert "Idrettsrådet" in krets.run("source", "show", 1).stdout


def test_a_source_is_read_and_the_second_time_nothing_is_new(krets: Krets, feed: Path) -> None:
    assert krets.json("source", "run", 1)["created"] == 2
    again = krets.json("source", "run", 1)
    assert (again["unchanged"], again["created"]) == (2, 0)
    runs = krets.json("source", "show", 1)["runs"]
    assert [row["outcome"] for row in runs] == ["complete", "complete"]
    assert "complete" in krets.run("source", "show", 1).stdout


def test_a_dry_run_writes_nothing(krets: Krets, feed: Path) -> None:
    before = krets.rows()
    assert krets.json("source", "run", 1, "--dry-run")["created"] == 2
    assert krets.json(*added(krets), "--dry-run")["dry_run"] is True
    assert krets.run("source", "pause", 1, "--dry-run").exit_code == 0
    assert krets.rows() == before


def test_a_feed_that_is_gone_fails_in_one_line_and_keeps_what_was(krets: Krets, feed: Path) -> None:
    krets.json("source", "run", 1)
    feed.unlink()
    assert "failed" in krets.refused("source", "run", 1, code=1)
    assert krets.json("source", "list")[0]["state"] == "failing"
    assert krets.json("search", "fotball", "--municipality", "lier")["total"] == 1


def test_a_source_is_paused_and_resumed(krets: Krets, feed: Path) -> None:
    assert krets.run("source", "pause", 1).stderr == "source 1: paused\n"
    assert krets.json("source", "list")[0]["state"] == "paused"
    assert krets.run("source", "pause", 1, "--resume").stderr == "source 1: active\n"


@pytest.mark.parametrize("arguments", [("show", 99), ("run", 99), ("pause", 99)])
def test_a_source_that_is_not_there_is_one_line(krets: Krets, arguments: tuple[object, ...]) -> None:
    assert krets.refused("source", *arguments, code=1) == "krets: there is no source '99'"


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (("--every", "soon"), 2, "write a number and m, h, d or w"),
        (("--format", "pdf"), 1, "the formats are"),
        (("--option", "delimiter"), 2, "name=value"),
        (("--municipality", "drammen"), 1, "there is no municipality"),
        (("--name", " "), 2, "a name and a location"),
        (("--colour", "red"), 2, "No such option"),
    ],
)
def test_a_source_that_cannot_be_meant_is_not_added(krets: Krets, more: tuple[str, ...], code: int, words: str) -> None:
    before = krets.rows()
    assert words in krets.refused(*added(krets), *more, code=code)
    assert krets.rows() == before


def test_a_number_that_is_none_is_wrong_usage(krets: Krets) -> None:
    assert krets.refused("source", "show", "en", code=2)
