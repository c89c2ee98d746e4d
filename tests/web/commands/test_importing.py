"""`krets import`: a file once; its report is the agreed one, and what is wrong is one line."""

from pathlib import Path

import pytest

from tests.web.commands.conftest import Krets
from web.commands import running

OFFERS = "id;navn;alder;pris\n1;Fotball på løkka;6–9 år;gratis\n2;Kor;;kr 200\n3;;;\n"
KEYS = {
    "run", "read", "created", "updated", "unchanged", "merged", "retired", "restored", "rejected", "skipped",
    "outcome", "problems", "unused_fields", "duration_s",
}  # fmt: skip
SHARED_OUT = ("created", "updated", "unchanged", "merged", "rejected", "skipped")


@pytest.fixture
def offers(krets: Krets) -> Path:
    return krets.file("tilbud.csv", OFFERS)


def arguments(path: object, format_name: str = "csv", municipality: str = "lier") -> tuple[object, ...]:
    return ("import", path, "--format", format_name, "--municipality", municipality)


def test_the_report_has_the_agreed_keys_and_every_record_is_accounted_for(krets: Krets, offers: Path) -> None:
    report = krets.json(*arguments(offers))
    assert report.keys() >= KEYS
    assert report["read"] == sum(report[name] for name in SHARED_OUT) == 3
    assert (report["created"], report["rejected"]) == (2, 1)
    assert all(problem.keys() >= {"record", "field", "value", "reason"} for problem in report["problems"])


def test_the_same_file_again_changes_nothing_and_is_searchable_at_once(krets: Krets, offers: Path) -> None:
    krets.json(*arguments(offers))
    before = {name: rows for name, rows in krets.rows().items() if name in {"offer", "change", "audit_event", "occurrence"}}
    again = krets.json(*arguments(offers))
    assert (again["unchanged"], again["created"], again["updated"]) == (2, 0, 0)
    assert {name: krets.rows()[name] for name in before} == before
    assert krets.json("search", "kor", "--municipality", "lier")["total"] == 1
    assert krets.json("index", "verify")["lier"]["agrees"] is True


def test_a_dry_run_reports_and_writes_nothing(krets: Krets, offers: Path) -> None:
    before = krets.rows()
    report = krets.json(*arguments(offers), "--dry-run")
    assert report["created"] == 2
    assert krets.rows() == before


def test_options_rename_columns_and_set_values(krets: Krets) -> None:
    path = krets.file("annet.csv", "Nr,Aktivitet\n7,Sjakk\n")
    report = krets.json(*arguments(path), "--option", "map.title=Aktivitet", "--option", "map.id=Nr", "--option", "default.free=ja")
    assert report["created"] == 1, report
    assert krets.json("search", "sjakk", "--municipality", "lier")["offers"][0]["title"] == "Sjakk"


def test_people_are_told_the_counts_on_standard_error(krets: Krets, offers: Path) -> None:
    result = krets.run(*arguments(offers))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "created 2" in result.stderr and "rejected 1" in result.stderr


@pytest.mark.parametrize(
    ("changed", "code", "words"),
    [
        ({"municipality": "drammen"}, 1, "there is no municipality 'drammen'"),
        ({"format_name": "pdf"}, 1, "the formats are brreg, csv"),
    ],
)
def test_an_unknown_municipality_or_format_is_one_line(krets: Krets, offers: Path, changed: dict[str, str], code: int, words: str) -> None:
    before = krets.rows()
    assert words in krets.refused(*arguments(offers, **changed), code=code)
    assert krets.rows() == before


@pytest.mark.parametrize("option", ["map.title", "=x", "colour=red"])
def test_an_option_that_cannot_be_meant_is_told_and_nothing_is_stored(krets: Krets, offers: Path, option: str) -> None:
    result = krets.run(*arguments(offers), "--option", option)
    assert result.exit_code in {1, 2}
    assert option.strip("=x").partition("=")[0] in result.stderr.splitlines()[-1]
    assert krets.rows()["offer"] == []


@pytest.mark.parametrize("name", ["ingenting.csv", ""])
def test_a_file_that_is_not_there_fails_in_one_line_and_json_says_so_too(krets: Krets, name: str) -> None:
    missing = krets.folder / name
    result = krets.run(*arguments(missing), "--json")
    assert result.exit_code == 1
    assert result.stdout.count("\n") == 1 and '"outcome": "failed"' in result.stdout
    assert result.stderr.startswith("krets: ") and result.stderr.count("\n") == 1


def test_missing_arguments_are_wrong_usage(krets: Krets, offers: Path) -> None:
    assert "--format" in krets.refused("import", offers, "--municipality", "lier", code=2)
    assert "LOCATION" in krets.refused("import", code=2)


def test_a_feed_inside_the_machines_own_network_is_refused(krets: Krets) -> None:
    assert "not allowed" in krets.refused(*arguments("http://127.0.0.1/offers.csv"), code=1)
    assert krets.rows()["offer"] == []


@pytest.mark.parametrize("many", [1, 5_000])
def test_what_was_imported_is_found_at_once_whoever_writes_the_index(krets: Krets, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "MANY", many)
    feed = krets.file("liste.csv", "id;navn\n1;Fotball\n2;Kor\n")
    assert krets.json("import", feed, "--format", "csv", "--municipality", "lier")["created"] == 2
    assert krets.json("search", "kor", "--municipality", "lier")["total"] == 1


def test_an_index_that_another_process_cannot_write_is_one_line_and_the_import_stays(krets: Krets, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "MANY", 1)
    monkeypatch.setattr("sys.executable", "/bin/false")
    feed = krets.file("liste.csv", "id;navn\n1;Fotball\n")
    assert "the import is stored" in krets.refused("import", feed, "--format", "csv", "--municipality", "lier", code=1)
    assert krets.run("index", "sync").exit_code == 0
    assert krets.json("search", "", "--municipality", "lier")["total"] == 1
