"""`krets match`: list, accept, refuse, undo; the address of what was merged leads on, and stands for itself when parted."""

import pytest

from tests.web.commands.conftest import Krets

ONE = "id;navn;arrangør;sted;når\n1;Barnekor;Lier menighet;Frogner kirke;torsdag kl. 17–18\n"
OTHER = "id;navn;arrangør;sted;når\n7;Barnekoret i Frogner kirke;Lier menighet;Frogner kirke;torsdag kl. 17–18\n"


@pytest.fixture
def pair(krets: Krets) -> Krets:
    """Two files that list one choir; match 1 is open."""
    for name, text in (("menigheten.csv", ONE), ("kommunen.csv", OTHER)):
        krets.json("import", krets.file(name, text), "--format", "csv", "--municipality", "lier")
    return krets


def test_a_pair_is_listed_with_both_offers_side_by_side_and_why(pair: Krets) -> None:
    (row,) = pair.json("match", "list", "--municipality", "lier")
    assert [offer["title"] for offer in row["offers"]] == ["Barnekor", "Barnekoret i Frogner kirke"]
    assert {clue["clue"] for clue in row["evidence"]} >= {"title", "organiser", "place", "times"}
    words = pair.run("match", "list", "--municipality", "lier").stdout
    assert "Barnekoret i Frogner kirke" in words and "Lier menighet" in words and "the same" in words


def test_accepting_makes_one_hit_and_undoing_makes_two_again(pair: Krets) -> None:
    assert pair.json("search", "barnekor", "--municipality", "lier")["total"] == 2
    assert pair.json("match", "accept", 1) == {"match": 1, "state": "accepted", "offers": [1], "dry_run": False}
    assert pair.json("search", "barnekor", "--municipality", "lier")["total"] == 1
    assert pair.json("match", "list", "--municipality", "lier") == []
    (row,) = pair.json("match", "list", "--municipality", "lier", "--state", "accepted")
    assert (row["match"], row["decided_by"]) == (1, "system")
    assert pair.json("match", "undo", 1)["offers"] == [1, 2]
    assert pair.json("search", "barnekor", "--municipality", "lier")["total"] == 2


def test_a_refused_pair_is_not_asked_about_again(pair: Krets) -> None:
    assert "refused" in pair.run("match", "refuse", 1).stderr
    assert pair.json("match", "list", "--municipality", "lier") == []
    assert "there are none" in pair.run("match", "list", "--municipality", "lier").stderr


@pytest.mark.parametrize("command", ["accept", "refuse"])
def test_a_dry_run_decides_nothing(pair: Krets, command: str) -> None:
    before = pair.rows()
    assert pair.json("match", command, 1, "--dry-run")["dry_run"] is True
    assert pair.rows() == before


def test_what_cannot_be_decided_is_told_in_one_line(pair: Krets) -> None:
    assert "there is no match '9'" in pair.refused("match", "accept", 9, code=1)
    assert "nothing to undo" in pair.refused("match", "undo", 1, code=1)
    assert "oslo" in pair.refused("match", "list", "--municipality", "oslo", code=1)
    pair.run("match", "accept", 1)
    assert "not open" in pair.refused("match", "refuse", 1, code=1)
