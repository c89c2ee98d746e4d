"""News feeds: leads for a person unless the source says otherwise; a lead retires nothing, and XML bombs are refused at once."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from catalog.drafts import OfferDraft
from catalog.settings import settings_from
from catalog.terms import Cost
from importers.errors import FeedIncomplete, NotThisFormat, RunFailed
from importers.pipeline import run_once
from importers.plan import OneOff, tools_from
from tests.importers.reading_feeds import Outcome, outcome_of
from tests.importers.small_feed import Town

HEAD = '<?xml version="1.0"?><rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel>'
FOOT = "</channel></rss>"
LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
RSS = "<rss><channel><item><title>{}</title></item></channel></rss>"
BOMBS = {
    "billion laughs": f'<!DOCTYPE r [<!ENTITY l0 "lol">{LOL}]>{RSS.format("&l9;")}',
    "quadratic": f'<!DOCTYPE r [<!ENTITY a "{"a" * 50_000}">]>{RSS.format("&a;" * 5_000)}',
    "external": f'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>{RSS.format("&x;")}',
    "parameter": f'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>{RSS.format("")}',
}
ATTACKS = ("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;img src=x onerror=alert(1)&gt;", "<![CDATA[<svg onload=x>]]>")


def read(tmp_path: Path, items: str, options: dict[str, str] | None = None, *, whole: bool = False) -> Outcome:
    path = tmp_path / "feed.xml"
    path.write_text(items if whole else HEAD + items + FOOT, encoding="utf-8")
    return outcome_of(path, "rss", options)


def item(title: str, **more: str) -> str:
    return f"<item><title>{title}</title>{''.join(f'<{name}>{value}</{name}>' for name, value in more.items())}</item>"


def test_items_are_leads_kept_as_they_came(tmp_path: Path) -> None:
    outcome = read(tmp_path, item("Åpen hall", link="https://a.example.no/1", pubDate="Mon, 17 Aug 2026 08:00:00 +0200", description="Kom"))
    (record,) = outcome.records
    assert outcome.skipped == {"https://a.example.no/1": "lead"}
    assert {name: record.data[name] for name in ("title", "link", "published", "summary")} == {
        "title": "Åpen hall",
        "link": "https://a.example.no/1",
        "published": "2026-08-17T08:00:00+02:00",
        "summary": "Kom",
    }


@pytest.mark.parametrize("options", [{"as": "offers"}, {"map.title": "title"}, {"map.summary": "summary", "default.category": "turn"}])
def test_where_the_source_says_so_they_are_offers(tmp_path: Path, options: dict[str, str]) -> None:
    told = item("Turn", **{"ev:startdate": "20260905T180000", "ev:location": "Hallen"})
    draft = read(tmp_path, told, options).only
    assert isinstance(draft, OfferDraft)
    assert [one.start.isoformat() for one in draft.occurrences] == ["2026-09-05T18:00:00+02:00"]
    assert (draft.title, draft.price.cost, draft.ages.known) == ("Turn", Cost.UNKNOWN, False)


def test_an_rdf_feed_is_read(tmp_path: Path) -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>x</title></channel>'
        '<item rdf:about="https://a.example.no/7"><title>Kor</title><dc:date>2026-08-01</dc:date></item></rdf:RDF>'
    )
    (record,) = read(tmp_path, feed, whole=True).records
    assert (record.id, record.data["title"], record.data["published"]) == ("https://a.example.no/7", "Kor", "2026-08-01")


@pytest.mark.parametrize("name", BOMBS)
def test_xml_bombs_are_refused_at_once(tmp_path: Path, name: str) -> None:
    begun = time.process_time()
    with pytest.raises(RunFailed, match="entities of its own"):
        read(tmp_path, BOMBS[name], whole=True)
    assert time.process_time() - begun < 1


def test_very_deep_xml_is_no_news(tmp_path: Path) -> None:
    with pytest.raises(RunFailed):
        read(tmp_path, "<a>" * 200_000 + "</a>" * 200_000, whole=True)
    assert len(read(tmp_path, item("<b>" * 50_000 + "</b>" * 50_000, link="https://a.example.no/1")).records) == 1


def test_a_cut_feed_is_incomplete_and_a_page_is_none(tmp_path: Path) -> None:
    with pytest.raises(FeedIncomplete):
        read(tmp_path, HEAD + item("Turn") + "<item><title>Ko", whole=True)
    with pytest.raises(NotThisFormat, match="outermost element is 'svg'"):
        read(tmp_path, "<svg/>", whole=True)
    with pytest.raises(RunFailed, match="gives leads or offers"):
        read(tmp_path, item("Turn"), {"as": "venues"})


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_an_item_says_is_inert(tmp_path: Path, attack: str) -> None:
    draft = read(tmp_path, item(f"Kor {attack}", description=f"Vi {attack}", link="javascript:alert(1)"), {"as": "offers"}).only
    assert isinstance(draft, OfferDraft)
    assert draft.url is None
    assert not any(bad in f"{draft.title}{draft.description}" for bad in ("<script", "<img"))
    assert "<svg" not in (draft.description or "")


def test_a_lead_never_withdraws_the_offer_that_it_once_was(small_town: Town, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    tools = replace(tools_from(settings_from({"KRETS_DATA_DIR": str(tmp_path)}), small_town.clock))
    path.write_text(HEAD + item("Turn", guid="1") + FOOT)
    first = run_once(small_town.database, OneOff(small_town.municipality_id, str(path), "rss", {"as": "offers"}), tools)
    path.write_text(HEAD + item("Turn for alle", guid="1") + FOOT)
    second = run_once(small_town.database, OneOff(small_town.municipality_id, str(path), "rss", {}), tools)
    assert (first.counts["created"], second.counts["skipped"], second.counts["retired"]) == (1, 1, 0)
    assert small_town.offers() == {"Turn": "published"}
