"""`krets word`: a municipality's own words are added, shown and taken away."""

from tests.web.commands.conftest import Krets

HERE = ("--municipality", "lier")


def test_a_word_is_added_shown_and_removed(krets: Krets) -> None:
    assert krets.json("word", "list", *HERE) == []
    assert krets.run("word", "add", "Gul hall", "handball", *HERE).stderr == "Gul hall leads to handball\n"
    [row] = krets.json("word", "list", *HERE)
    assert (row["words"], row["category"], row["instead_of"], row["added_by"]) == ("Gul hall", "handball", [], "system")
    assert "Gul hall" in krets.run("word", "list", *HERE).stdout
    assert krets.json("word", "remove", "gul hall", *HERE) == {"words": "Gul hall", "category": "handball", "dry_run": False}
    assert krets.json("word", "list", *HERE) == []


def test_a_word_with_another_meaning_elsewhere_is_told(krets: Krets) -> None:
    assert krets.run("word", "add", "håndball", "football", *HERE).stderr == "håndball leads to football here, instead of handball\n"
    assert [row["instead_of"] for row in krets.json("word", "list", *HERE)] == [["handball"]]
    assert "handball" in krets.run("word", "list", *HERE).stdout


def test_a_dry_run_changes_nothing(krets: Krets) -> None:
    before = krets.rows()
    assert krets.json("word", "add", "Gul hall", "handball", *HERE, "--dry-run")["dry_run"] is True
    assert krets.run("word", "add", "Gul hall", "handball", *HERE, "--dry-run").stderr == "Gul hall would lead to handball\n"
    assert krets.rows() == before
    krets.run("word", "add", "Gul hall", "handball", *HERE)
    before = krets.rows()
    assert krets.run("word", "remove", "Gul hall", *HERE, "--dry-run").stderr == "Gul hall would lead to handball no more\n"
    assert krets.rows() == before


def test_what_cannot_be_meant_is_one_line_and_changes_nothing(krets: Krets) -> None:
    before = krets.rows()
    assert "near it: football" in krets.refused("word", "add", "sparkebinge", "footbal", *HERE, code=2)
    assert "one word or phrase" in krets.refused("word", "add", "a, b", "football", *HERE, code=2)
    assert "already" in krets.refused("word", "add", "fotball", "football", *HERE, code=1)
    assert "there is no own word 'x'" in krets.refused("word", "remove", "x", *HERE, code=1)
    assert "there is no municipality" in krets.refused("word", "list", "--municipality", "oz", code=1)
    assert "--municipality" in krets.refused("word", "add", "x", "football", code=2)
    assert krets.rows() == before
