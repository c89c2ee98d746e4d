"""The search as JSON: the contract's shape, what was understood, ways on, and nothing unknown read as known."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from catalog.model import Offer
from catalog.terms import AccessTerm
from tests.web.api.conftest import OFFERS, Json, Pairs
from web.context import Krets

Search = Callable[[Pairs], Json]


def everything(search: Search, *pairs: tuple[str, str]) -> list[Json]:
    """Every offer of an answer."""
    found = search([*pairs, ("per_page", "100")])
    assert found["total"] == len(found["offers"])
    offers: list[Json] = found["offers"]
    return offers


def test_what_is_given_is_what_is_understood(search: Search) -> None:
    given = [("age", "8"), ("cost", "free"), ("period", "winter"), ("max_price", "200.50"), ("from", "2026-12-01")]
    found = search([("q", "xyzzy"), *given])
    assert found["understood"]["text"] == "xyzzy"
    assert found["understood"]["filters"] == {
        "age": [8],
        "cost": ["free"],
        "max_price": 200.5,
        "period": "winter-2027",
        "from": "2026-12-01",
    }
    chips = {chip["filter"]: (chip["value"], chip["label"], chip["from"], chip["words"]) for chip in found["understood"]["chips"]}
    assert chips["cost"] == ("free", "Gratis", "parameter", None)
    assert chips["period"][0] == "winter-2027"
    assert [chip["filter"] for chip in found["understood"]["chips"]] == list(found["understood"]["filters"])


def test_words_are_understood_and_each_chip_says_which(search: Search) -> None:
    understood = search([("q", "gratis Fotball xyzzy"), ("age", "8")])["understood"]
    assert understood["text"] == "xyzzy"
    assert understood["filters"] == {"age": [8], "cost": ["free"], "category": ["football"]}
    assert [(chip["filter"], chip["value"], chip["from"], chip["words"]) for chip in understood["chips"]] == [
        ("age", "8", "parameter", None),
        ("cost", "free", "query", "gratis"),
        ("category", "football", "query", "Fotball"),
    ]


def test_what_words_and_a_parameter_say_both_the_parameter_says(search: Search) -> None:
    found = search([("q", "gratis fotball"), ("cost", "paid")])
    assert found["understood"]["filters"] == {"cost": ["paid"], "category": ["football"]}
    chips = {chip["filter"]: chip["from"] for chip in found["understood"]["chips"]}
    assert chips == {"cost": "parameter", "category": "query"}
    without_words = search([("q", "fotball"), ("cost", "paid")])
    assert found["total"] == without_words["total"]


def test_a_literal_search_understands_nothing(search: Search) -> None:
    found = search([("q", "gratis fotball"), ("literal", "true")])
    assert found["understood"] == {"text": "gratis fotball", "filters": {}, "chips": []}


def test_a_value_may_be_unknown_beside_numbers(search: Search) -> None:
    found = search([("age", "8"), ("age", "unknown"), ("near", "59.8,10.1"), ("radius", "500"), ("confirmed", "true")])
    assert found["understood"]["filters"] == {"age": [8, "unknown"], "near": "59.8,10.1", "radius": 500, "confirmed": True}


@pytest.mark.parametrize(("lang", "label"), [("nb", "Koster noe"), ("nn", "Kostar noko"), ("en", "Costs something")])
def test_labels_follow_the_asked_language(search: Search, client: FlaskClient, lang: str, label: str) -> None:
    in_address = search([("cost", "paid"), ("lang", lang)])["understood"]["chips"][0]["label"]
    in_header = client.get(OFFERS, query_string={"cost": "paid"}, headers={"Accept-Language": lang})
    assert in_header.json
    assert in_address == in_header.json["understood"]["chips"][0]["label"]
    assert in_header.headers["Content-Language"] == lang
    assert (lang == "nb") == (in_address == "Koster noe")


def test_the_address_wins_over_the_clients_wish(client: FlaskClient) -> None:
    answer = client.get(OFFERS, query_string={"lang": "EN"}, headers={"Accept-Language": "nn"})
    assert answer.headers["Content-Language"] == "en"


def test_pages_do_not_overlap_and_are_all_there_is(search: Search) -> None:
    total = search([])["total"]
    pages = [search([("per_page", "7"), ("page", str(number))]) for number in range(1, total // 7 + 2)]
    ids = [offer["id"] for page in pages for offer in page["offers"]]
    assert len(ids) == len(set(ids)) == total
    assert [page["page"] for page in pages] == list(range(1, len(pages) + 1))


def test_a_page_beyond_the_end_is_the_last_and_says_so(search: Search) -> None:
    found = search([("page", "10000"), ("per_page", "10")])
    assert found["notices"] == ["last-page"]
    assert found["page"] == -(-found["total"] // 10)
    assert found["offers"]


def test_a_cut_query_is_answered_and_said_to_be_cut(search: Search) -> None:
    assert search([("q", "ski " * 2_500)])["notices"] == ["shortened"]


def test_each_way_on_finds_what_it_promises(search: Search, client: FlaskClient) -> None:
    found = search([("q", "fotball"), ("age", "8"), ("cost", "free"), ("booking", "required"), ("weekday", "mon")])
    assert found["total"] < 5
    assert found["relaxations"]
    for way in found["relaxations"]:
        address = urlsplit(way["url"])
        assert way["remove"] not in dict(parse_qsl(address.query))
        followed = client.get(f"{address.path}?{address.query}").json
        assert followed
        assert followed["total"] == way["count"] > found["total"]


def test_near_a_place_gives_distances_in_order(search: Search) -> None:
    offers = search([("near", "59.79,10.11"), ("sort", "distance"), ("per_page", "100")])["offers"]
    known = [offer["distance_m"] for offer in offers if offer["distance_m"] is not None]
    assert known == sorted(known)
    assert known[0] < 100
    assert [offer["distance_m"] for offer in offers][len(known) :] == [None] * (len(offers) - len(known))
    assert len(known) < len(offers)


def test_the_name_of_a_school_is_a_place(search: Search, client: FlaskClient) -> None:
    assert search([("near", "Vestbygda skole"), ("radius", "5000")])["total"] > 0
    refused = client.get(OFFERS, query_string={"near": "Atlantis"})
    assert (refused.status_code, refused.json and refused.json["parameter"]) == (400, "near")


def test_an_unknown_price_is_never_free(search: Search) -> None:
    free = everything(search, ("cost", "free"))
    assert free and {offer["price"]["amount"] for offer in free} == {0}
    unknown = everything(search, ("cost", "unknown"))
    assert unknown and {offer["price"]["amount"] for offer in unknown} == {None}
    cheap = everything(search, ("max_price", "0"))
    assert {offer["id"] for offer in cheap} == {offer["id"] for offer in free}


def test_an_unknown_age_is_never_all_ages(search: Search) -> None:
    unknown = everything(search, ("age", "unknown"))
    assert unknown
    for offer in unknown:
        assert [offer[name] for name in ("age_min", "age_max", "grade_min", "grade_max")] == [None] * 4
    for age in ("0", "8", "17", "40"):
        found = everything(search, ("age", age))
        assert not {offer["id"] for offer in found} & {offer["id"] for offer in unknown}
        for offer in found:
            stated = (offer["age_min"], offer["age_max"]) != (None, None)
            assert stated != offer["about"]
            assert not stated or (offer["age_min"] or 0) <= int(age) <= (offer["age_max"] or 120)


@pytest.mark.parametrize("term", list(AccessTerm))
def test_only_a_sure_yes_is_accessible(search: Search, term: AccessTerm) -> None:
    found = search([("access", term), ("per_page", "100")])
    assert all(offer["access"].get(term) == "yes" for offer in found["offers"])
    all_offers = everything(search)
    assert found["total"] == sum(offer["access"].get(term) == "yes" for offer in all_offers)
    assert all(term not in offer["access"] or offer["access"][term] == "partly" for offer in found["ask"]["offers"])
    assert all("unknown" not in offer["access"].values() for offer in all_offers)


def test_an_offer_that_staff_just_hid_is_not_shown_though_the_index_has_it(search: Search, krets: Krets) -> None:
    with krets.database.transaction() as session:
        session.get_one(Offer, 1).hidden_by = "staff:ann"
    try:
        assert 1 not in {offer["id"] for offer in search([("per_page", "100")])["offers"]}
    finally:
        with krets.database.transaction() as session:
            session.get_one(Offer, 1).hidden_by = None


def test_a_municipality_without_offers_answers_with_none(client: FlaskClient) -> None:
    answer = client.get("/api/v1/municipalities/lorenskog/offers")
    assert answer.json and (answer.json["total"], answer.json["offers"]) == (0, [])
