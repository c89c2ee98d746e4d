"""A feed in numbers before anything of it is applied; nothing is written."""

from collections.abc import Sequence
from pathlib import Path

from catalog.occurrences import horizon
from importers.contract import Context, Feed
from importers.drafting import Drafted, drafted
from importers.errors import FetchFailed
from importers.examine import Examined, Standing
from importers.journal import Counts
from importers.listing import Arrival, read
from importers.retire import Census
from tests.importers.small_feed import SmallFormat, Town, lines, no_categories, numbered


def no_pages(location: str) -> Feed:
    raise FetchFailed(location)


def examined(town: Town, source: int | None, text: str, *, lists_all: bool = True) -> Examined:
    """What the numbers of a file with this text are."""
    path: Path = town.folder / "looked-at"
    path.write_text(text)
    days = horizon(town.clock.now().date())
    listing = read(SmallFormat(), Feed(path, "feed", town.clock.now(), days, no_pages), town.folder / "records", lambda _count: None)
    context = Context(town.clock.now(), days, no_categories)

    def drafts(arrivals: Sequence[Arrival]) -> list[Drafted]:
        return [drafted(SmallFormat(), one, context) for one in arrivals]

    return Standing(town.database, source, town.clock.now().date(), expected=50).examine(listing, drafts, lists_all=lists_all)


def test_a_place_that_is_not_stored_has_nothing_to_lose(town: Town) -> None:
    assert examined(town, None, lines(numbered(range(3)))) == Examined(Census(3, new=3, expected=50), ())


def test_what_is_gone_unreadable_or_withdrawn_is_counted_and_nothing_is_written(town: Town) -> None:
    source = town.source()
    town.imported(source, [*numbered(range(10)), {"id": "x", "title": "X", "bad": "?"}])
    before = town.state()
    changed = [*numbered(range(4)), *numbered([4, 5], bad="?"), *numbered([6], skip="inactive"), *numbered([7], skip="ended")]
    found = examined(town, source, lines([*changed, *numbered([8], warn="x"), {"id": "new", "title": "Ny"}]))
    assert found.census == Census(listed=10, standing=10, missing=1, withdrawn=1, newly_rejected=2, new=1, expected=50)
    assert set(found.missing) == {"r9", "x"}
    assert town.state() == before


def test_a_feed_of_changes_misses_nothing(town: Town) -> None:
    source = town.source()
    town.imported(source, numbered(range(10)))
    found = examined(town, source, lines(numbered([11])), lists_all=False)
    assert (found.census.standing, found.census.missing, found.missing) == (10, 0, ())


def test_an_unmodified_feed_lists_what_it_listed(town: Town) -> None:
    source = town.source()
    town.imported(source, [*numbered(range(3)), {"id": "x", "title": "X", "bad": "?"}, {"id": "y", "skip": "ended"}])
    town.imported(source, [*numbered(range(2)), {"id": "x", "title": "X", "bad": "?"}, {"id": "y", "skip": "ended"}])
    counts = Counts()
    found = Standing(town.database, source, town.clock.now().date()).unmodified(counts, lists_all=True)
    assert (found.census.listed, found.census.missing, found.missing) == (4, 1, ("r2",))
    assert (counts.unchanged, counts.rejected, counts.skipped) == (2, 1, 1)
