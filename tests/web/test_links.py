"""Addresses: made in one place, quoted, and none of Krets's own words is a municipality's."""

from urllib.parse import parse_qsl, urlsplit

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.urls import iri_to_uri

from catalog.founding import RESERVED
from catalog.model import Municipality, Offer
from web import links
from web.api import api
from web.feeds import feeds
from web.health import health
from web.pages import pages
from web.static_files import static_files

PAIRS = st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), max_size=5)


@given(PAIRS)
def test_parameters_come_back_as_they_were_written(pairs: list[tuple[str, str]]) -> None:
    clean = [(name.encode("utf-8", "replace").decode(), value.encode("utf-8", "replace").decode()) for name, value in pairs]
    address = links.search_path("lier", clean)
    assert urlsplit(address).path == "/lier/"
    assert parse_qsl(urlsplit(address).query, keep_blank_values=True) == clean
    assert iri_to_uri(address) == address


def test_a_search_for_everything_has_no_question_mark() -> None:
    assert links.search_path("lier", []) == "/lier/"
    assert links.api_search_path("lier", [("q", "å lære")]) == "/api/v1/municipalities/lier/offers?q=%C3%A5+l%C3%A6re"


def test_an_offers_addresses_are_its_number_and_words() -> None:
    lier, offer = Municipality(slug="lier"), Offer(id=12, slug="kor")
    assert links.offer_path(lier, offer) == "/lier/offers/12-kor"
    assert links.offer_calendar_path(lier, offer) == "/lier/offers/12-kor.ics"
    assert links.absolute("https://krets.example", "/lier/") == "https://krets.example/lier/"


def test_a_point_is_written_with_decimals_of_a_metre() -> None:
    assert "mlat=59.81180&mlon=10.26850" in links.map_address(59.8118, 10.2685)


def test_every_first_word_that_krets_uses_itself_is_kept_from_municipalities() -> None:
    app = Flask("web", static_folder=None)
    for part in (api, feeds, health, pages, static_files):
        app.register_blueprint(part)
    first = {rule.rule.split("/")[1].split(".")[0] for rule in app.url_map.iter_rules()}
    assert {word for word in first if word and "<" not in word} <= RESERVED
