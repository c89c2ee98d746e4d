"""Structured data of web pages: syntaxes, graphs, lists and their detail pages; nothing but these pages is ever asked for."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from catalog.clock import FixedClock
from catalog.drafts import OfferDraft
from catalog.settings import settings_from
from catalog.terms import Cost, Kind, OccurrenceStatus, PlaceKind
from importers.address_guard import AddressPolicy
from importers.errors import NotThisFormat, RunFailed
from importers.fetch import FetchRules
from importers.journal import RunReport
from importers.pipeline import run_once
from importers.plan import OneOff, Tools, tools_from
from tests.importers.reading_feeds import Outcome, outcome_of
from tests.importers.small_feed import Town
from tests.web_server import WebServer

XSS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
    "\u202eevil\u0000",
)


def script(*things: object) -> str:
    """A page with each thing in a script of its own; a text stands as it is."""
    bodies = (each if isinstance(each, str) else json.dumps(each) for each in things)
    return "<html><body>" + "".join(f'<script type="application/ld+json">{body}</script>' for body in bodies) + "</body></html>"


def event(name: str, day: str = "2026-09-12", **more: object) -> dict[str, object]:
    return {"@context": "https://schema.org", "@type": "Event", "name": name, "startDate": f"{day}T18:00:00+02:00", **more}


def read(tmp_path: Path, page: str, options: dict[str, str] | None = None) -> Outcome:
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    return outcome_of(path, "jsonld", options)


def only(tmp_path: Path, thing: dict[str, object], options: dict[str, str] | None = None) -> OfferDraft:
    draft = read(tmp_path, script(thing), options).only
    assert isinstance(draft, OfferDraft)
    return draft


def titles(outcome: Outcome) -> list[str]:
    return sorted(draft.title for draft in outcome.drafts.values() if isinstance(draft, OfferDraft))


def test_a_broken_script_costs_only_itself_and_is_noted(tmp_path: Path) -> None:
    outcome = read(tmp_path, script(event("Kor"), '{"@type": "WebSite", broken}', "[" * 5000, event("Turn")))
    assert titles(outcome) == ["Kor", "Turn"]
    assert [warning.field for warning in outcome.warnings] == ["JSON-LD", "JSON-LD"]


def test_one_event_in_three_syntaxes_is_one_record(tmp_path: Path) -> None:
    page = script(event("Kor", url="https://kor.example.no/kveld"))
    page += '<div itemscope itemtype="http://schema.org/Event"><b itemprop="name">Kor</b><meta itemprop="startDate" content="2026-09-12">'
    page += '<meta itemprop="typicalAgeRange" content="8-10"></div>'
    page += '<div vocab="http://schema.org/" typeof="Event"><b property="name">Kor</b>'
    page += '<meta property="startDate" content="2026-09-12"/></div>'
    draft = read(tmp_path, page).only
    assert isinstance(draft, OfferDraft)
    assert (draft.title, draft.ages.min, draft.ages.max, draft.url) == ("Kor", 8, 10, "https://kor.example.no/kveld")


def test_rdfa_reads_the_same_in_every_run(tmp_path: Path) -> None:
    offers = "".join(f'<p property="offers" typeof="Offer"><b property="price">{price}</b></p>' for price in (30, 10, 20))
    page = f'<div vocab="https://schema.org/" typeof="Event"><b property="name">Kor</b>{offers}</div>'
    assert len({json.dumps(read(tmp_path, page).records[0].data, sort_keys=True) for _ in range(5)}) == 1


def test_a_graph_that_goes_in_a_circle_is_read_once(tmp_path: Path) -> None:
    graph = [
        {"@id": "#page", "@type": "WebPage", "mainEntity": {"@id": "#kor"}},
        {"@id": "#kor", **event("Kor"), "mainEntityOfPage": {"@id": "#page"}, "location": {"@id": "#sal"}},
        {"@id": "#sal", "@type": "Place", "name": "Salen", "event": {"@id": "#kor"}},
    ]
    outcome = read(tmp_path, script({"@graph": graph}))
    assert titles(outcome) == ["Kor"]
    draft = outcome.only
    assert isinstance(draft, OfferDraft)
    assert draft.venue is not None
    assert draft.venue.name == "Salen"


def test_parts_with_a_name_are_offers_and_parts_without_are_meetings(tmp_path: Path) -> None:
    parts = [{"@type": "Event", "startDate": "2026-09-13T18:00"}, event("Lesestund", "2026-09-14")]
    outcome = read(tmp_path, script(event("Barnas uke", subEvent=parts, location={"@type": "Place", "name": "Torget"})))
    found = {draft.title: draft for draft in outcome.drafts.values() if isinstance(draft, OfferDraft)}
    assert sorted(found) == ["Barnas uke", "Lesestund"]
    assert [venue.name for draft in found.values() if (venue := draft.venue)] == ["Torget", "Torget"]


def test_each_instance_of_a_course_is_an_offer(tmp_path: Path) -> None:
    instances = [{"@type": "CourseInstance", "startDate": f"2026-{month}-01", "courseMode": "online"} for month in ("09", "11")]
    outcome = read(tmp_path, script({"@type": "Course", "name": "Tegning", "hasCourseInstance": instances}))
    drafts = [draft for draft in outcome.drafts.values() if isinstance(draft, OfferDraft)]
    assert [(draft.title, draft.kind, draft.place_kind) for draft in drafts] == [("Tegning", Kind.COURSE, PlaceKind.ONLINE)] * 2


@pytest.mark.parametrize(
    ("more", "cost", "ore"),
    [
        ({}, Cost.UNKNOWN, None),
        ({"offers": {"@type": "Offer", "url": "https://a.example.no"}}, Cost.UNKNOWN, None),
        ({"offers": {"@type": "Offer", "price": "0"}}, Cost.FREE, 0),
        ({"isAccessibleForFree": True}, Cost.FREE, 0),
        ({"isAccessibleForFree": "http://schema.org/True"}, Cost.FREE, 0),
        ({"isAccessibleForFree": False}, Cost.PAID, None),
        ({"isAccessibleForFree": True, "offers": {"price": 100}}, Cost.UNKNOWN, None),
        ({"offers": [{"price": 0}, {"price": 100}]}, Cost.UNKNOWN, None),
        ({"offers": {"lowPrice": 50, "highPrice": 90, "priceCurrency": "NOK"}}, Cost.PAID, 5000),
        ({"offers": {"priceSpecification": {"price": 75}}}, Cost.PAID, 7500),
        ({"offers": {"price": "Gratis"}}, Cost.FREE, 0),
        ({"offers": {"price": "se arrangør"}}, Cost.UNKNOWN, None),
        ({"offers": {"price": 90, "priceCurrency": "JPY"}}, Cost.PAID, None),
        ({"offers": {"price": -5}}, Cost.UNKNOWN, None),
    ],
)
def test_offers_are_prices_and_what_is_not_said_is_unknown(tmp_path: Path, more: dict[str, object], cost: Cost, ore: int | None) -> None:
    price = only(tmp_path, {**event("Kor"), **more}).price
    assert (price.cost, price.amount_ore) == (cost, ore)


def test_no_age_and_no_audience_stay_unknown(tmp_path: Path) -> None:
    draft = only(tmp_path, event("Kor"))
    assert (draft.ages.known, draft.audience, draft.access, draft.venue) == (False, (), {}, None)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("https://schema.org/EventCancelled", OccurrenceStatus.CANCELLED),
        ({"@type": "EventStatusType", "name": "http://schema.org/EventPostponed"}, OccurrenceStatus.MOVED),
        ("EventRescheduled", OccurrenceStatus.SCHEDULED),
        ("https://schema.org/EventScheduled", OccurrenceStatus.SCHEDULED),
    ],
)
def test_the_status_of_an_event_is_that_of_its_meeting(tmp_path: Path, status: object, expected: OccurrenceStatus) -> None:
    assert [one.status for one in only(tmp_path, event("Kor", eventStatus=status)).occurrences] == [expected]


def test_what_a_page_says_is_inert(tmp_path: Path) -> None:
    for attack in XSS:
        place = {"@type": "Place", "name": f"Sal {attack}", "address": attack}
        told = event(f"Kor {attack}", description=f"Vi synger {attack}", location=place, organizer={"name": f"Lag {attack}"}, image=attack)
        path = tmp_path / "page.json"
        path.write_text(json.dumps({**told, "url": "javascript:alert(1)", "offers": {"price": attack, "url": "data:text/html,x"}}))
        draft = outcome_of(path, "jsonld").only
        assert isinstance(draft, OfferDraft)
        assert draft.organisation is not None
        for text in (draft.title, draft.organisation.name, draft.venue.name if draft.venue else "", draft.description):
            assert not any(bad in (text or "") for bad in ("<script", "<img", "\u202e", "\u0000"))
        assert not any(bad in (draft.description or "") for bad in ("<svg", "javascript:"))
        assert (draft.url, draft.image_url, draft.booking_url) == (None, None, None)


def test_a_page_without_offers_says_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(NotThisFormat, match="no event, course or place to use on the page, only Organization, Recipe"):
        read(tmp_path, script({"@type": "Recipe"}, {"@type": "Organization"}))
    with pytest.raises(NotThisFormat, match="no structured data"):
        read(tmp_path, "<html><form action='/login'>Logg inn</form></html>")


def test_a_path_of_the_options_comes_before_what_krets_would_read(tmp_path: Path) -> None:
    draft = only(tmp_path, event("Kor", superTitle={"nb": "Stort kor"}), {"map.title": "superTitle.nb", "default.age": "6-9 år"})
    assert (draft.title, draft.ages.min) == ("Stort kor", 6)


class Site:
    """A web site of the test's own, imported through the whole pipeline."""

    def __init__(self, town: Town, server: WebServer) -> None:
        self.town, self.server = town, server
        rules = FetchRules(policy=AddressPolicy.allowing(["127.0.0.1"]), total_s=5)
        clock = FixedClock(town.clock.now())
        tools: Tools = tools_from(settings_from({"KRETS_DATA_DIR": str(town.folder)}), clock)
        self.tools = replace(tools, rules=rules)

    def page(self, path: str, *things: object, links: tuple[str, ...] = ()) -> None:
        """The site answers this page."""
        anchors = "".join(f'<a href="{link}">mer</a>' for link in links)
        self.server.answer(path, script(*things) + anchors, headers={"Content-Type": "text/html; charset=utf-8"})

    def imported(self, path: str, **options: str) -> RunReport:
        """The import of the page at a path."""
        what = OneOff(self.town.municipality_id, self.server.address(path), "jsonld", options)
        return run_once(self.town.database, what, self.tools)

    def asked(self) -> list[str]:
        """The paths that were asked for, but for robots.txt."""
        return [request.path for request in self.server.requests if request.path != "/robots.txt"]


@pytest.fixture
def site(small_town: Town, web_server: WebServer) -> Site:
    return Site(small_town, web_server)


def coming(site: Site, name: str, **more: object) -> dict[str, object]:
    """An event next month by the town's clock."""
    day = site.town.clock.now().replace(day=15)
    return {"@type": "Event", "name": name, "startDate": day.replace(year=day.year + 1).isoformat(), **more}


def test_no_context_vocabulary_or_picture_is_asked_for(site: Site) -> None:
    trap = site.server.address("/trap")
    told = coming(site, "Kor", image=f"{trap}.jpg", location={"@id": f"{trap}#place"}, url=f"{trap}/kor")
    rdfa = f'<div vocab="{trap}/vocab#" prefix="x: {trap}/prefix#" typeof="Event"><b property="name">Turn</b></div>'
    page = script({"@context": [trap, {"@import": trap, "@vocab": trap}], **told}) + rdfa
    site.server.answer("/side", page + f'<link rel="profile" href="{trap}"><div itemscope itemtype="{trap}/Type"></div>')
    assert site.imported("/side").counts["created"] == 1
    assert site.asked() == ["/side"]


def test_the_detail_pages_of_a_list_are_read_each_once(site: Site) -> None:
    links = ("/arrangement/1", "/arrangement/2#om", "/arrangement/2", "/om-oss", "https://other.example.org/arrangement/9")
    site.page("/program", links=links)
    for number in ("1", "2"):
        site.page(f"/arrangement/{number}", coming(site, f"Kveld {number}"), {"@type": "Organization", "name": "Huset"})
    report = site.imported("/program", link="/arrangement/*")
    assert (report.outcome, report.counts["created"]) == ("complete", 2)
    assert site.asked() == ["/program", "/arrangement/1", "/arrangement/2"]
    assert site.imported("/program", link=r"re:/arrangement/\d+$").counts["unchanged"] == 2


def test_a_page_that_cannot_be_had_or_read_costs_itself_and_nothing_is_taken_for_gone(site: Site) -> None:
    site.page("/program", links=("/a/1", "/a/2", "/a/3"))
    site.page("/a/1", coming(site, "Kveld 1"))
    site.server.answer("/a/2", "borte", status=500)
    site.page("/a/3", '{"@type": "Event", broken')
    report = site.imported("/program", link="/a/*")
    assert (report.outcome, report.counts["created"]) == ("partial", 1)
    assert report.reason is not None
    assert "2 pages could not be had or read" in report.reason
    assert any("/a/2" in problem.value and "500" in problem.reason for problem in report.problems)


def test_a_site_that_says_it_is_busy_is_left_alone_at_once(site: Site) -> None:
    site.page("/program", links=tuple(f"/a/{number}" for number in range(50)))
    site.page("/a/0", coming(site, "Kveld 0"))
    site.server.answer("/a/1", status=429, headers={"Retry-After": "60"})
    assert site.imported("/program", link="/a/*").counts["created"] == 1
    assert site.asked() == ["/program", "/a/0", "/a/1"]


def test_an_offers_own_page_comes_before_what_others_tell_of_it(site: Site) -> None:
    here = site.server.address("/a/1")
    site.page("/program", coming(site, "Kort navn", url=here), links=("/a/1",))
    site.page("/a/1", coming(site, "Hele navnet", url=here, typicalAgeRange="6-9"))
    report = site.imported("/program", link="/a/*")
    assert report.counts["created"] == 1
    assert list(site.town.offers()) == ["Hele navnet"]


def test_a_link_that_no_page_has_fails_the_run(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="the page has no such link"):
        read(tmp_path, script(event("Kor")), {"link": "/finnes-ikke/*"})
    with pytest.raises(RunFailed, match="not a regular expression"):
        read(tmp_path, script(event("Kor")), {"link": "re:("})
