"""I38, I39: whatever a file's bytes are, no reader falls; and the same file again is nothing new."""

import random
from pathlib import Path

import pytest

from catalog.settings import Settings
from importers.registry import importers_by_format
from tests.faults.conftest import at_most
from tests.faults.feeds.landing import Landing, table
from web.app import create_app
from web.context import open_krets

FIXTURES = Path(__file__).parents[2] / "fixtures"
FEEDS = sorted(
    path
    for name in importers_by_format()
    for path in (FIXTURES / name).rglob("*")
    if path.is_file() and not path.name.endswith((".expected.json", ".options.json", ".make"))
)
SPLICES = (b"", b"\x00", b"\xff\xfe", b"{" * 200, b"<x>" * 200, b'"', b"\r\n" * 50, b"9" * 400, b"\xc3", b"BEGIN:VEVENT\r\n", b"\\ud800")


def mutated(body: bytes, chance: random.Random) -> bytes:
    """The file with a few bytes turned, parts cut, doubled or moved, or something foreign put in."""
    work = bytearray(body)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(work) + 1)
        end = min(len(work), start + chance.randint(1, 400))
        match chance.randrange(4):
            case 0:
                work[start:end] = chance.choice(SPLICES)
            case 1:
                work[start:start] = work[start:end]
            case 2:
                del work[start:end]
            case _:
                for position in range(start, min(end, start + 3)):
                    work[position] ^= 1 << chance.randrange(8)
    return bytes(work)


FEW, MANY = 2, at_most(60, 5)


@pytest.mark.parametrize("mutants", [FEW, pytest.param(MANY, marks=pytest.mark.faults)], ids=["few", "many"])
@pytest.mark.parametrize("path", FEEDS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_i38_a_mutated_feed_never_fells_its_reader(landing: Landing, path: Path, mutants: int) -> None:
    chance = random.Random(path.name)  # noqa: S311  the same mutations each time
    format_name = path.relative_to(FIXTURES).parts[0]
    for number in range(mutants):
        body = mutated(path.read_bytes(), chance)
        target = landing.folder / f"{number}{path.suffix}"
        target.write_bytes(body)
        report = landing.run(landing.source(str(target), format_name), dry_run=True)
        assert report.outcome in {"complete", "partial", "refused", "failed"}
        assert "Error" not in (report.reason or ""), (report.reason, body[:200])


def test_i39_a_whole_feed_twice_changes_nothing_not_even_the_index(any_landing: Landing, tmp_path: Path) -> None:
    address = any_landing.database.url.render_as_string(hide_password=False)
    settings = Settings(address, tmp_path / "data", "http://127.0.0.1", ("127.0.0.1",), "a secret of the tests, long enough for anybody")
    source_id = any_landing.served("/feed", table(range(250), Pris="100 kr", Alder="6-9 år", Når="tirsdager kl. 17-18"))
    assert any_landing.run(source_id).counts["created"] == 250
    with open_krets(settings, any_landing.clock) as krets:
        client = create_app(krets).test_client()
        seen = []
        for _ in range(3):
            indexed = krets.syncing.sync_all()
            answer = client.get("/api/v1/municipalities/lier/offers?per_page=100", base_url="http://127.0.0.1")
            seen.append((answer.headers["ETag"], answer.get_json()["total"]))
            report = any_landing.run(source_id)
            assert (report.counts["unchanged"], report.counts["updated"]) == (250, 0)
        assert seen == [seen[0]] * 3
        assert not indexed
    assert seen[0][1] == 250
