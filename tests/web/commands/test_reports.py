"""`krets report`: what is open is listed, closing is once, a dry run changes nothing."""

from datetime import UTC, datetime

from catalog.database import Database
from catalog.report_terms import ReportTopic
from catalog.reports import Lacked, ReportDraft, add_report
from tests.web.commands.conftest import Krets

HERE = ("--municipality", "lier")


def add(krets: Krets) -> None:
    database = Database(f"sqlite:///{krets.folder / 'krets.db'}")
    with database.transaction() as session:
        lacked = Lacked(("ice-hockey",), bands=("13-15",), period="winter-2027")
        add_report(
            session, ReportDraft(1, ReportTopic.NO_OFFER, "[b]Ishall", lacked=lacked), now=datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
        )
    database.dispose()


def test_a_report_is_listed_until_it_is_closed(krets: Krets) -> None:
    assert krets.json("report", "list", *HERE) == []
    add(krets)
    [row] = krets.json("report", "list", *HERE)
    assert (row["id"], row["topic"], row["categories"], row["text"], row["day"]) == (
        1,
        "no-offer",
        ["ice-hockey"],
        "[b]Ishall",
        "2026-11-23",
    )
    told = krets.run("report", "list", *HERE).stdout
    assert "ice-hockey, 13-15, winter-2027" in told and "[b]Ishall" in told
    assert krets.run("report", "close", 1).stderr == "report 1 is closed\n"
    assert krets.json("report", "list", *HERE) == []
    assert [row["state"] for row in krets.json("report", "list", *HERE, "--all")] == ["closed"]


def test_a_dry_run_changes_nothing(krets: Krets) -> None:
    add(krets)
    before = krets.rows()
    assert krets.run("report", "close", 1, "--dry-run").stderr == "report 1 could be closed\n"
    assert krets.rows() == before


def test_what_cannot_be_closed_is_one_line(krets: Krets) -> None:
    assert "there is no report '7'" in krets.refused("report", "close", 7, code=1)
    add(krets)
    krets.run("report", "close", 1)
    assert "closed already" in krets.refused("report", "close", 1, code=1)
