"""I28–I31: what a feed says is text everywhere, and what it links to is a link or nothing."""

import json
import unicodedata

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog
from sqlalchemy import select

from catalog.model import Offer
from tests.browsing import served
from tests.faults.feeds.anatomy import anatomy, page_of
from tests.faults.feeds.landing import Landing, objects
from tests.faults.feeds.scripts import scripts
from web.app import create_app
from web.context import Krets

WORDS = ("title", "summary", "description", "organisation", "venue", "address", "price", "age", "when", "contact_name", "equipment",
         "food", "level", "transport", "opening_hours", "sibling_price", "booking", "price_note")  # fmt: skip
LINKS = ("url", "image", "booking_url", "organisation_url")


def imported(landing: Landing, records: list[dict[str, object]]) -> list[Offer]:
    """The offers that came of these records."""
    path = landing.folder / "feed.json"
    path.write_text(objects(records), "utf-8")
    report = landing.run(landing.source(str(path), "json"))
    assert report.outcome == "complete", report.reason
    with landing.database.reading() as session:
        offers = list(session.scalars(select(Offer).order_by(Offer.id)))
        session.expunge_all()
    return offers


def record(number: int, text: str) -> dict[str, object]:
    """A record that says this in every field."""
    return {"id": f"{number}", **dict.fromkeys(WORDS, f"Kor {number} {text}"), **dict.fromkeys(LINKS, text)}


def test_i29_scripts_in_every_field_are_text_on_every_page(landing: Landing, pages: Krets) -> None:
    texts = scripts()
    assert len(texts) >= 300
    plain, *hostile = imported(landing, [record(0, "synger"), *(record(number, text) for number, text in enumerate(texts, 1))])
    assert len(hostile) == len(texts)
    client = create_app(pages).test_client()
    usual, nothing = anatomy(page_of(client, plain))
    assert nothing == []
    for offer in hostile:
        elements, found = anatomy(page_of(client, offer))
        assert found == [], offer.title
        assert not elements - usual, (offer.title, elements - usual)


def test_i29_calendars_json_and_results_carry_them_as_text(landing: Landing, pages: Krets) -> None:
    offers = imported(landing, [record(number, text) for number, text in enumerate(scripts()[:120:5], 1)])
    pages.syncing.sync_all()
    client = create_app(pages).test_client()
    elements, found = anatomy(client.get("/lier/?q=kor", base_url="http://127.0.0.1").text)
    assert found == []
    assert not elements.keys() & {"iframe", "object", "embed", "math", "base", "style", "template"}
    answer = client.get("/api/v1/municipalities/lier/offers?q=kor", base_url="http://127.0.0.1")
    assert (answer.content_type, answer.headers["X-Content-Type-Options"]) == ("application/json", "nosniff")
    for offer in offers:
        page = page_of(client, offer)
        start = page.index('<script type="application/ld+json"')
        linked = page[page.index(">", start) + 1 : page.index("</script>", start)]
        assert json.loads(linked)["name"] == offer.title


def test_i28_what_a_spreadsheet_would_compute_leaves_as_it_came(landing: Landing, pages: Krets) -> None:
    titles = ['=HYPERLINK("http://evil.example","x")', "@SUM(1+1)", "-1+1", "+47 32 22 00 00", "=1+1|cmd"]
    when = {"date": "2026-12-05", "start_time": "10:00"}
    for offer in imported(landing, [{"id": str(n), "title": title, **when} for n, title in enumerate(titles)]):
        assert offer.title == titles[offer.id - 1]
        client = create_app(pages).test_client()
        calendar = client.get(f"/lier/offers/{offer.id}-{offer.slug}.ics", base_url="http://127.0.0.1").text.replace("\r\n ", "")
        said = calendar.replace("\\,", ",").replace("\\;", ";")
        assert f"SUMMARY:{offer.title}" in said


@pytest.mark.browser
def test_i29_nothing_of_it_runs_in_a_real_browser(landing: Landing, pages: Krets, browser: Browser) -> None:
    offers = imported(landing, [record(number, text) for number, text in enumerate(scripts()[::20], 1)])
    trouble: list[str] = []
    with served(create_app(pages)) as address:
        context = browser.new_context()
        page = context.new_page()

        def dismiss(dialog: Dialog) -> None:
            trouble.append(dialog.message)
            dialog.dismiss()

        def note(message: ConsoleMessage) -> None:
            trouble.extend([message.text] if "Content Security Policy" in message.text else [])

        page.on("dialog", dismiss)
        page.on("console", note)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        for offer in offers:
            page.goto(f"{address}/lier/offers/{offer.id}-{offer.slug}")
            assert page.evaluate("window.hit === undefined && document.title !== 'hit'"), offer.title
        context.close()
    assert trouble == []


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "file:///etc/passwd", "//evil.example/x", "\\\\evil.example",
        "http://user:secret@evil.example/", "http://lier.example@evil.example/", "https://evil.example/\r\nSet-Cookie: a=b", "http://",
        "http:///x", "https://a b.example/", "ftp://lier.example/x", "blob:https://lier.example/x", "https://lier.example:99999/",
    ],
)  # fmt: skip
def test_i30_a_link_that_is_none_is_dropped_with_a_reason(landing: Landing, link: str) -> None:
    (offer,) = imported(landing, [{"id": "1", "title": "Kor", "url": link, "description": f'<p><a href="{link}">les mer</a></p>'}])
    assert offer.url is None
    assert "les mer" in (offer.description or "")
    assert "href" not in (offer.description or "") or "evil.example/\r" not in (offer.description or "")
    assert not any(word in (offer.description or "").casefold() for word in ("script:", "data:", "//user", "secret@", 'href="//'))


ODD = {
    "turned": ("Kor \u202efor barn\u202c", "Kor for barn"),
    "isolated": ("\u2067حلقة الرسم\u2069", "\u2067حلقة الرسم\u2069"),
    "zero width": ("Ko\u200br\ufeff for\u2060 barn", "Kor for barn"),
    "decomposed": (unicodedata.normalize("NFD", "Årlig kor på Åsen"), "Årlig kor på Åsen"),
    "controls": ("Kor\x07 for\x1b[31m barn\x9b", "Kor for[31m barn"),
}


@pytest.mark.parametrize("kind", ODD)
def test_i31_letters_that_turn_or_hide_are_taken_out_and_real_ones_stay(landing: Landing, kind: str) -> None:
    given, kept = ODD[kind]
    (offer,) = imported(landing, [{"id": "1", "title": given}])
    assert offer.title == kept


def test_i31_ten_thousand_marks_on_one_letter_neither_hang_nor_flood(landing: Landing, pages: Krets) -> None:
    (offer,) = imported(landing, [{"id": "1", "title": "Ko" + "\u0300" * 10_000 + "r", "summary": "Z" + "\u0341\u0316" * 5_000}])
    assert len(offer.title) <= 200
    assert len(page_of(create_app(pages).test_client(), offer)) < 100_000


def test_i31_search_finds_composed_and_decomposed_letters_alike(landing: Landing, pages: Krets) -> None:
    imported(landing, [{"id": "1", "title": unicodedata.normalize("NFD", "Blåbærtur på Åsen")}])
    pages.syncing.sync_all()
    client = create_app(pages).test_client()
    for form in ("NFC", "NFD"):
        query = {"q": unicodedata.normalize(form, "blåbærtur")}
        found = client.get("/api/v1/municipalities/lier/offers", query_string=query, base_url="http://127.0.0.1").get_json()
        assert found["total"] == 1, form
