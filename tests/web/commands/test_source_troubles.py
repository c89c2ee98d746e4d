"""What happens to a source of 200 offers when its feed goes wrong, and what `krets source show` then tells a clerk."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.web.commands.conftest import Krets

HEADER = "Id;Navn;Klubb;Dato fra\n"
LOGIN = "<!DOCTYPE html><html><title>Logg inn</title><form><input type=password></form></html>"


def listed(numbers: range, *, title: Callable[[int], str] = "Tilbud {}".format, shift: int = 0) -> str:
    """A list of offers with these numbers."""
    return HEADER + "".join(f"{number + shift};{title(number)};Klubb {number};\n" for number in numbers)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A feed in place of the 200 offers, what becomes of it, and the words that say why ("" where nothing need be said)."""

    body: str
    outcome: str
    state: str
    words: str = ""


TROUBLES = {
    "shrinks to nothing": Trouble(HEADER, "refused", "held", "the feed is empty"),
    "shrinks to not a byte": Trouble("", "refused", "held", "not one byte came"),
    "shrinks to 10": Trouble(
        listed(range(10)), "partial", "held", "190 of 200 offers are gone from the feed; their removal waits for a person"
    ),
    "shrinks to 170": Trouble(listed(range(170)), "complete", "active"),
    "has 40 that cannot be read": Trouble(listed(range(200), title=lambda n: "" if n < 40 else f"Tilbud {n}"), "complete", "active"),
    "has 60 that cannot be read": Trouble(
        listed(range(200), title=lambda n: "" if n < 60 else f"Tilbud {n}"),
        "refused",
        "held",
        "60 of 200 records that were good cannot be read any more",
    ),
    "is a login page": Trouble(LOGIN, "failed", "failing", "this file is not CSV"),
    "has new ids for all": Trouble(listed(range(200), shift=1000), "refused", "held", "the ids may be new"),
    "doubles its ids": Trouble(
        listed(range(200)) + listed(range(200), title="Annet {}".format).removeprefix(HEADER),
        "refused",
        "held",
        "200 records have the id of another record",
    ),
    "grows 40 times": Trouble(listed(range(8000)), "refused", "held", "the feed grew 40×: 8000 records where 200 are usual"),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_a_feed_in_trouble_is_held_or_applied_and_says_why(krets: Krets, name: str) -> None:
    trouble = TROUBLES[name]
    feed = krets.file("lag.csv", listed(range(200)))
    krets.json("source", "add", "--name", "Lagene", "--format", "csv", "--location", feed, "--municipality", "lier")
    assert krets.json("source", "run", 1)["created"] == 200
    feed.write_text(trouble.body, "utf-8")
    ran = krets.run("source", "run", 1, "--json")
    assert ran.exit_code == (1 if trouble.outcome in {"refused", "failed"} else 0)
    shown = krets.json("source", "show", 1)
    assert (shown["runs"][0]["outcome"], shown["state"]) == (trouble.outcome, trouble.state)
    assert trouble.words in (shown["why"] or "")
    assert bool(shown["what_to_do"]) == bool(trouble.words)
    assert (shown["runs"][0]["retired"], krets.json("search", "", "--municipality", "lier")["total"]) == (0, 200)
