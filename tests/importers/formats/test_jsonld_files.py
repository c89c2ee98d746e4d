"""Real pages in ../shared: each is read, with every record accounted for, or refused with what there is on it instead."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalog.drafts import OfferDraft
from catalog.terms import Cost, OccurrenceStatus
from importers.errors import RunFailed
from tests.importers.reading_feeds import outcome_of
from tests.shared_data import DATA, requires_shared

pytestmark = requires_shared
PAGES = DATA / "4-html"
BEFORE_THEM_ALL = datetime(2000, 1, 1, tzinfo=UTC)


def offer_in(path: Path) -> OfferDraft:
    """The one offer of a page."""
    draft = outcome_of(path, "jsonld", now=BEFORE_THEM_ALL).only
    assert isinstance(draft, OfferDraft)
    return draft


def test_every_page_is_read_or_refused_with_what_is_on_it() -> None:
    counts: Counter[str] = Counter()
    for path in (each for each in sorted(PAGES.rglob("*")) if each.is_file()):
        try:
            outcome = outcome_of(path, "jsonld", now=BEFORE_THEM_ALL)
        except RunFailed as error:
            counts["refused, no offers on it" if "no event, course or place to use on the page" in str(error) else "refused"] += 1
            continue
        assert len(outcome.records) == len(outcome.drafts) + len(outcome.rejected) + len(outcome.skipped), path.name
        assert all(error.field and error.reason for error in outcome.rejected.values()), path.name
        counts.update({"read": 1, "records": len(outcome.records), "drafts": len(outcome.drafts), "rejected": len(outcome.rejected)})
    assert counts == {"read": 52, "refused, no offers on it": 84, "records": 63, "drafts": 62, "rejected": 1}


@pytest.mark.parametrize("number", ["0012", "0172", "0426", "0190", "0024", "0378"])
def test_the_syntaxes_of_one_example_tell_the_same(number: str) -> None:
    pages = [page for page in sorted((PAGES / "schemaorg").glob(f"eg{number}_*.html")) if not page.name.startswith("eg0172_json")]
    offers = [offer_in(page) for page in pages]
    told = {(each.kind, each.price.amount_ore, bool(each.venue), bool(each.occurrences), each.title.split()[-1]) for each in offers}
    assert (len(told), len(offers) >= 2) == (1, True)


def test_a_list_whose_items_are_an_object_is_read_with_price_place_and_times() -> None:
    drafts = outcome_of(PAGES / "no_tikkio_itemlist_ld.json", "jsonld", now=BEFORE_THEM_ALL).drafts.values()
    offers = [draft for draft in drafts if isinstance(draft, OfferDraft)]
    assert [(each.price.amount_ore, each.venue.name) for each in offers if each.venue] == [
        (10000, "Sobra scene"),
        (0, "Løvenvold Theater"),
        (0, "Løvenvold Theater"),
    ]
    assert all(one.status is OccurrenceStatus.SCHEDULED and one.end for each in offers for one in each.occurrences)


def test_a_page_that_tells_no_price_tells_none() -> None:
    assert offer_in(PAGES / "schemaorg/eg0190_json.html").price.cost is Cost.UNKNOWN
