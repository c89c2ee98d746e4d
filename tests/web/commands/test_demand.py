"""`krets demand`: what was searched for in vain, month by month, and nothing below five."""

from datetime import UTC, datetime

from catalog.age_bands import AgeBand
from catalog.database import Database
from catalog.demand import Cell, month_of, months_before, record
from catalog.terms import Found
from tests.web.commands.conftest import Krets

HERE = ("--municipality", "lier")
NOW = month_of(datetime.now(UTC))
PAST = months_before(NOW, 2)


def search(krets: Krets, number: int, *, month: str = PAST, category: str = "chess", found: Found = Found.NOTHING) -> None:
    database = Database(f"sqlite:///{krets.folder / 'krets.db'}")
    record(database, 1, {Cell(month, category, "any", AgeBand.LOWER_PRIMARY, found): number})
    database.dispose()


def test_nothing_counted_is_an_empty_list(krets: Krets) -> None:
    assert krets.json("demand", *HERE) == []
    assert krets.run("demand", *HERE).stderr == "nothing was searched for in vain, as far as it was counted\n"


def test_a_count_is_shown_from_five_up_and_fewer_as_such(krets: Krets) -> None:
    search(krets, 7)
    search(krets, 4, category="choir", found=Found.FEW)
    plain = {"month": PAST, "found": "nothing", "category": "chess", "district": "any", "band": "6-9", "searches": 7, "so_far": False}
    hidden = plain | {"found": "few", "category": "choir", "district": "others", "band": "others", "searches": None}
    assert krets.json("demand", *HERE) == [plain, hidden]
    shown = krets.run("demand", *HERE).stdout
    assert "fewer than 5" in shown and "1–4 offers" in shown and " 4 " not in shown


def test_the_present_month_is_told_in_steps_of_five(krets: Krets) -> None:
    search(krets, 8, month=NOW)
    assert [(row["searches"], row["so_far"]) for row in krets.json("demand", *HERE)] == [(5, True)]
    assert "5 or more" in krets.run("demand", *HERE).stdout


def test_months_are_chosen_by_first_and_last(krets: Krets) -> None:
    for month in ("2026-01", "2026-02", "2026-03"):
        search(krets, 5, month=month)
    assert [row["month"] for row in krets.json("demand", *HERE, "--from", "2026-02", "--to", "2026-03")] == ["2026-02", "2026-03"]


def test_months_that_cannot_be_meant_are_one_line(krets: Krets) -> None:
    for month in ("2026-13", "2026", "november", "2026-1", "'; DROP TABLE"):
        assert "a month is written as 2026-11" in krets.refused("demand", *HERE, "--from", month, code=2)
    assert "after the last" in krets.refused("demand", *HERE, "--from", "2026-03", "--to", "2026-02", code=2)
    assert "there is no municipality" in krets.refused("demand", "--municipality", "oz", code=1)
