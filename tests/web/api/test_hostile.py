"""Input that nobody means well: an answer or one clear 400, never an error of ours, and quickly (reliability L01, L02, L04, L05)."""

from pathlib import Path
from time import process_time
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from catalog.clock import FixedClock
from catalog.database import Database
from search.filters import PARAMETERS
from tests.factories.drafts import varied_drafts
from tests.factories.installations import fill, installation
from tests.web.api.conftest import NOW, OFFERS, hold_to
from web.app import create_app

QUICK_S = 0.2
QUERIES = (
    "*a* " * 20,
    "?????????*",
    "[a TO z]",
    "fotbal~3",
    "id:*",
    "title:fotball^9",
    "/.*/",
    "NOT " * 1_000,
    "(" * 2_000,
    '"' * 3_001,
    "x" * 40_000,
    "ord " * 4_000,
    "\\" * 500,
    "👨‍👩‍👧‍👦🏊🏽‍♀️",
    "كرة القدم للأطفال",
    "\u202egro\u202c\u200b\ufeff",
    "e" + "\u0301" * 5_000,
    "'; DROP TABLE offer; --",
    "1' OR '1'='1",
    "%' UNION SELECT * FROM account --",
    "{{ 7 * 7 }} ${7*7} <script>alert(1)</script>",
    "../../../etc/passwd",
    "\r\nSet-Cookie: a=b",
    "null",
    "-",
    "   ",
)
NOT_TEXT = ("%00", "fot%00ball", "%FF%FE", "%C3%28", "%ED%A0%80", "%F0%9F", "%EF%BF%BD")
NUMBERS = (
    "-1",
    "0",
    "1e6",
    "1000000",
    "99999999999999999999999999",
    "abc",
    "1.5",
    "٣",
    "²",
    "+1",
    "0x10",
    "NaN",
    "Infinity",
    "%00",
    "1,2",
    "null",
)


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_any_text_is_searched_for_as_words(client: FlaskClient, query: str) -> None:
    before = process_time()
    answer = client.get(OFFERS, query_string={"q": query})
    assert process_time() - before < QUICK_S
    assert answer.status_code == 200
    hold_to("Search", answer.json)


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize("raw", NOT_TEXT)
def test_bytes_that_are_no_text_are_refused_by_name(client: FlaskClient, name: str, raw: str) -> None:
    answer = client.get(f"{OFFERS}?{name}={raw}")
    assert answer.status_code == 400
    assert answer.json and answer.json["parameter"] == name
    hold_to("Problem", answer.json)


def test_letters_may_stand_in_an_address_as_they_are(client: FlaskClient) -> None:
    raw = "q=kor%20på+Åsen&literal=true".encode().decode("latin-1")
    answer = client.get(OFFERS, environ_overrides={"QUERY_STRING": raw}).json
    assert answer and answer["understood"]["text"] == "kor på Åsen"
    assert client.get(OFFERS, environ_overrides={"QUERY_STRING": "q=k\xf8r"}).status_code == 400


@pytest.mark.parametrize("name", ["page", "per_page", "age_min", "grade_max", "radius"])
@pytest.mark.parametrize("raw", NUMBERS)
def test_numbers_out_of_bounds_are_refused_with_the_bounds(client: FlaskClient, name: str, raw: str) -> None:
    before = process_time()
    answer = client.get(f"{OFFERS}?near=59.8,10.1&{name}={quote(raw, safe='%')}")
    assert process_time() - before < QUICK_S
    if (name, raw) == ("age_min", "0"):
        assert answer.status_code == 200
        return
    assert answer.status_code == 400
    assert answer.json and answer.json["parameter"] == name


@pytest.mark.parametrize(
    "address", ["&".join(f"p{n}=1" for n in range(10_000)), "&".join(["age=8"] * 10_000), "&" * 10_000 + "q=a", "q=a&" * 10_000]
)
def test_ten_thousand_parameters_are_no_trouble(client: FlaskClient, address: str) -> None:
    before = process_time()
    answer = client.get(f"{OFFERS}?{address}")
    assert process_time() - before < QUICK_S
    assert answer.status_code in {200, 400}
    hold_to("Search" if answer.status_code == 200 else "Problem", answer.json)


def test_an_unknown_parameter_is_refused_by_name_whatever_its_name_is(client: FlaskClient) -> None:
    answer = client.get(f"{OFFERS}?cost=free&pris=gratis")
    assert answer.status_code == 400
    assert answer.json and (answer.json["parameter"], answer.json["value"]) == ("pris", "gratis")
    assert "cost" in answer.json["reason"]
    for name in ("%00", "%FF", "a" * 9_000, "%F0%9F%91%8D", "age[]", "__proto__", "Age"):
        refused = client.get(f"{OFFERS}?{name}=1")
        assert refused.status_code == 400
        hold_to("Problem", refused.json)
        assert len(refused.data) < 2_000


@given(st.lists(st.tuples(st.sampled_from([*PARAMETERS]), st.text(max_size=30)), max_size=6))
def test_any_text_in_any_parameter_is_answered_or_refused(client: FlaskClient, pairs: list[tuple[str, str]]) -> None:
    answer = client.get(OFFERS, query_string=[(name, text.encode("utf-8", "surrogatepass")) for name, text in pairs])
    assert answer.status_code in {200, 400}
    if answer.status_code == 400:
        assert answer.json and answer.json["parameter"] in {name for name, _ in pairs} | {"age_min", "grade_min", "from"}


NOT_FOR_POSTGRES = (
    "/api/v1/municipalities/%00/offers",
    "/api/v1/municipalities/l%00r/schools",
    "/api/v1/municipalities/%F0%9F%91%8D/periods",
    "/api/v1/offers/2147483648",
    "/api/v1/offers/%00",
    "/lier/organisations/%00",
)


@pytest.mark.postgres
def test_postgres_answers_the_same_and_is_never_handed_what_it_chokes_on(postgres: Database, client: FlaskClient, tmp_path: Path) -> None:
    address = postgres.url.render_as_string(hide_password=False)
    with installation(tmp_path, FixedClock(NOW), database_url=address) as opened:
        fill(opened, varied_drafts(60))
        on_postgres = create_app(opened).test_client()
        for query in ("", "?q=fotball&cost=free", "?period=winter&age=11&sort=start", "?near=59.79,10.11&sort=distance&access=quiet"):
            assert on_postgres.get(OFFERS + query).json == client.get(OFFERS + query).json
        for path in NOT_FOR_POSTGRES:
            assert on_postgres.get(path).status_code == 404, path
        for name in PARAMETERS:
            assert on_postgres.get(f"{OFFERS}?{name}=a%00b").status_code == 400, name
