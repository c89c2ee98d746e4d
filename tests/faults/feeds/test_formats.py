"""I29, I06b, I31 in the other formats: scripts in each of their texts, contexts elsewhere, and names that pretend to be others."""

import io
import json
from collections.abc import Callable
from html import escape

import pytest
from openpyxl import Workbook
from openpyxl.utils.exceptions import IllegalCharacterError
from sqlalchemy import select

from catalog.model import Offer
from tests.faults.feeds.anatomy import anatomy, page_of
from tests.faults.feeds.landing import Landing, objects, table
from tests.faults.feeds.scripts import scripts
from web.app import create_app
from web.context import Krets

HOSTILE = scripts()[::7]
DAY = "2026-12-05"


def calendar(texts: list[str]) -> bytes:
    """A calendar whose events say this in every property."""
    escaped = [text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n") for text in texts]
    events = (
        f"BEGIN:VEVENT\nUID:{number}\nDTSTART:20261205T170000\nSUMMARY:Kor {number} {text}\nDESCRIPTION:{text}\nLOCATION:{text}\n"
        f"CATEGORIES:{text}\nURL:{text}\nORGANIZER;CN=Koret:{text}\nCONTACT:{text}\nCOMMENT:{text}\nEND:VEVENT\n"
        for number, text in enumerate(escaped)
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{''.join(events)}END:VCALENDAR\n".encode()


def workbook(texts: list[str]) -> bytes:
    """A workbook whose rows say this in every column."""
    book, body = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Id", "Navn", "Beskrivelse", "Arrangør", "Sted", "Adresse", "Pris", "Alder", "Når", "Lenke", "Kontaktperson"])
    for number, text in enumerate(texts):
        try:
            sheet.append([str(number), f"Kor {number} {text}", *[text] * 9])
        except IllegalCharacterError:  # a workbook cannot hold it
            sheet.append([str(number), f"Kor {number}"])
    for row in sheet.iter_rows():
        for cell in row:
            cell.data_type = "s"
    book.save(body)
    return body.getvalue()


def news(texts: list[str]) -> bytes:
    """A news feed whose items say this in every element."""
    kept = ["".join(letter for letter in text if letter >= " ") for text in texts]
    items = (
        f"<item><guid>{number}</guid><title>Kor {number} {escape(escape(text))}</title><link>{escape(text)}</link>"
        f"<description>{escape(text)}</description><category>{escape(text)}</category><author>{escape(text)}</author></item>"
        for number, text in enumerate(kept)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Nytt</title>{"".join(items)}</channel></rss>'.encode()


def linked(texts: list[str]) -> bytes:
    """Events of schema.org that say this in every property."""
    events = [
        {"@context": "https://schema.org", "@type": "Event", "@id": f"#{number}", "name": f"Kor {number} {text}", "startDate": DAY}
        | dict.fromkeys(("description", "url", "image", "typicalAgeRange", "inLanguage"), text)
        | {"location": {"@type": "Place", "name": text, "address": text}, "organizer": {"@type": "Organization", "name": text, "url": text}}
        | {"offers": {"@type": "Offer", "price": text, "url": text}}
        for number, text in enumerate(texts)
    ]
    return json.dumps(events).encode()


def portal(texts: list[str]) -> bytes:
    """Events of a portal that say this in every member."""
    rule = {"until": DAY, "end_time": "14:00", "start_at": DAY, "timezone": "Europe/Oslo", "frequency": 1, "start_time": "11:00"}
    events = [
        {"id": f"f{number}", "name": f"Kor {number} {text}", "start_at": f"{DAY}T11:00:00+0100", "end_at": f"{DAY}T14:00:00+0100"}
        | {"rrule": rule, "organization": {"name": text}, "thumbnail_url": text, "slug": text, "age_group": [text], "event_source": text}
        | dict.fromkeys(("description", "address", "location", "municipality"), text)
        for number, text in enumerate(texts)
    ]
    return json.dumps({"data": events, "meta": {"page": 1, "last_page": 1}}).encode()


FORMATS: dict[str, tuple[Callable[[list[str]], bytes], dict[str, str]]] = {
    "ical": (calendar, {}),
    "xlsx": (workbook, {}),
    "rss": (news, {"as": "offers"}),
    "jsonld": (linked, {}),
    "friskus": (portal, {"page": "https://portal.example/{slug}"}),
}


@pytest.mark.parametrize("format_name", FORMATS)
def test_i29_scripts_in_every_text_of_every_format_are_text_on_every_page(landing: Landing, pages: Krets, format_name: str) -> None:
    made, options = FORMATS[format_name]
    path = landing.folder / f"feed.{format_name}"
    path.write_bytes(made(["synger", *HOSTILE]))
    report = landing.run(landing.source(str(path), format_name, options))
    assert report.outcome == "complete", report.reason
    with landing.database.reading() as session:
        plain, *hostile = session.scalars(select(Offer).order_by(Offer.id))
        session.expunge_all()
    assert len(hostile) > len(HOSTILE) * 0.8
    client = create_app(pages).test_client()
    usual, _ = anatomy(page_of(client, plain))
    for offer in hostile:
        elements, found = anatomy(page_of(client, offer))
        assert found == [], offer.title
        assert not elements - usual, (offer.title, elements - usual)


@pytest.mark.parametrize("context", ["/context", "//{host}/context", "http://{host}/context", ["http://{host}/context", {"name": "x"}]])
def test_i06b_a_context_elsewhere_is_never_fetched(landing: Landing, context: object) -> None:
    host = f"127.0.0.1:{landing.server.port}"
    remote = json.loads(json.dumps(context).replace("{host}", host))
    event = {"@context": remote, "@type": "Event", "name": "Kor", "startDate": DAY, "location": {"@context": remote, "name": "Hallen"}}
    landing.server.answer("/context", '{"@context": {"name": "http://evil.example/name"}}')
    page = f'<html><body><script type="application/ld+json">{json.dumps(event)}</script></body></html>'
    landing.run(landing.served("/event.json", json.dumps(event), "jsonld"))
    landing.run(landing.served("/page", page, "jsonld"))
    assert [request.path for request in landing.server.requests] == ["/event.json", "/page"]
    assert list(landing.offers()) == ["Kor"]


LOOK_ALIKE = "Lier turnf\u043erening"


@pytest.mark.parametrize("format_name", ["csv", "json"])
def test_i31_a_name_that_mixes_alphabets_is_told_in_the_report_and_on_record(landing: Landing, format_name: str) -> None:
    rows = [{"id": "1", "title": "Turn", "organisation": LOOK_ALIKE}, {"id": "2", "title": "Kor", "organisation": "Хор Калинка"}]
    body = objects(rows) if format_name == "json" else f"Id;Navn;Arrangør\n1;Turn;{LOOK_ALIKE}\n2;Kor;Хор Калинка\n"
    report = landing.run(landing.served("/feed", body, format_name))
    (warned,) = [problem for problem in report.problems if "mixes alphabets" in problem.reason]
    assert (warned.record, warned.field, warned.value) == ("1", "organisation", LOOK_ALIKE)
    assert landing.published() == 2


def test_i31_names_in_one_alphabet_are_warned_of_never(landing: Landing) -> None:
    assert landing.run(landing.served("/feed", table(range(3)))).problems == ()
