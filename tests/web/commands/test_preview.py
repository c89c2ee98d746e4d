"""`krets source preview`, and what `list`, `show` and `leads` tell of a source."""

from pathlib import Path

import pytest

from tests.web.commands.conftest import Krets

CLUBS = "Nr;Aktivitet;Pris;Farge\n1;Turn;kr 300;blå\n2;Sjakk;gratis;rød\n"
MANY = "id;navn\n" + "".join(f"{number};Tilbud {number}\n" for number in range(20))
NEWS = (
    '<rss version="2.0"><channel><title>Nytt</title><item><title>Kor søker barn</title><link>https://lier.example/kor</link>'
    "<pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>"
)


@pytest.fixture
def feed(krets: Krets) -> Path:
    """A list of two offers."""
    return krets.file("lag.csv", CLUBS)


def test_a_preview_tells_columns_fields_and_reasons_and_stores_nothing(krets: Krets, feed: Path) -> None:
    before = krets.rows()
    told = krets.run("source", "preview", feed, "--format", "csv")
    assert told.exit_code == 0, told.stderr
    assert "Aktivitet" in told.stdout and "its name" in told.stdout
    assert "read by nobody: Farge" in told.stdout
    assert "← Pris = kr 300" in told.stdout
    assert "2 records in all" in told.stdout
    assert "nothing is stored" in told.stderr
    assert krets.rows() == before


def test_a_preview_is_saved_with_its_guesses_as_options(krets: Krets, feed: Path) -> None:
    found = krets.json(
        "source", "preview", feed, "--format", "csv", "--save-as", "Lagene", "--every", "6h", "--option", "default.kind=activity"
    )
    shown = krets.json("source", "show", found["source"])
    assert shown["options"] == {"map.id": "Nr", "map.title": "Aktivitet", "map.price": "Pris", "default.kind": "activity"}
    assert shown["due"] is not None
    assert krets.json("source", "run", found["source"])["created"] == 2


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (("--format", "pdf"), 1, "the formats are"),
        (("--format", "ical"), 1, "this file is not ical"),
        (("--format", "csv", "--municipality", "drammen"), 1, "there is no municipality"),
        (("--format", "csv", "--option", "map.colour=Farge"), 1, "there is no field colour"),
        (("--format", "csv", "--save-as", "Lag", "--every", "often"), 2, "write a number and m, h, d or w"),
    ],
)
def test_a_preview_that_cannot_be_made_is_one_line(krets: Krets, feed: Path, more: tuple[str, ...], code: int, words: str) -> None:
    before = krets.rows()
    assert words in krets.refused("source", "preview", feed, *more, code=code)
    assert krets.rows() == before


def test_a_held_source_says_why_and_what_can_be_done(krets: Krets) -> None:
    feed = krets.file("mange.csv", MANY)
    added = ("source", "add", "--name", "Listen", "--format", "csv", "--location", feed, "--municipality", "lier")
    krets.json(*added)
    krets.json("source", "run", 1)
    krets.file("mange.csv", "id;navn\n1;Tilbud 1\n")
    assert krets.json("source", "run", 1)["outcome"] == "partial"
    (listed,) = krets.json("source", "list")
    assert (listed["state"], listed["changed"]) == ("held", "created 20")
    shown = krets.json("source", "show", 1)
    assert "19 of 20 offers are gone from the feed" in shown["why"]
    assert "krets source run 1 --force" in shown["what_to_do"]
    told = krets.run("source", "show", 1).stdout
    assert "why: 19 of 20" in told and "what_to_do: see what would change" in told
    assert krets.json("source", "run", 1, "--force")["outcome"] == "complete"
    assert krets.json("source", "list")[0]["state"] == "active"


def test_the_leads_of_a_news_feed_wait_for_a_person(krets: Krets) -> None:
    feed = krets.file("nytt.xml", NEWS)
    krets.json("source", "add", "--name", "Nytt", "--format", "rss", "--location", feed, "--municipality", "lier")
    assert krets.json("source", "run", 1)["skipped"] == 1
    (lead,) = krets.json("source", "leads", 1)
    assert (lead["title"], lead["link"]) == ("Kor søker barn", "https://lier.example/kor")
    assert "Kor søker barn" in krets.run("source", "leads", 1).stdout
