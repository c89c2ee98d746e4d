"""Links to public lists: checked when read, and those that Krets ships stand in the lists."""

import csv
import json

import pytest

from catalog.vocabulary import Link, Relation, Scheme, load_vocabulary
from catalog.vocabulary.links import links_from
from tests.shared_data import DATA, requires_shared

LIBRARY = "https://psi.norge.no/los/tema/bibliotek"
ROW = {"slug": "library", "relation": "exactMatch", "scheme": "los", "code": "tema/bibliotek", "label": "Bibliotek", "uri": LIBRARY}


def test_a_concept_carries_its_links() -> None:
    links = load_vocabulary().concept("library").links
    assert Link(Relation.EXACT, Scheme.LOS, "tema/bibliotek", "Bibliotek", LIBRARY) in links
    assert Link(Relation.BROAD, Scheme.ICNPO, "1100", "Kunst og kultur", None) in links


def test_every_list_is_linked_to() -> None:
    assert {link.scheme for concept in load_vocabulary().concepts.values() for link in concept.links} == set(Scheme)


@requires_shared
def test_every_class_of_los_and_of_the_activity_list_stands_there_under_its_label() -> None:
    with (DATA / "5-text" / "los_flat.csv").open(encoding="utf-8", newline="") as sheet:
        theirs = {row["uri"]: row["nb"] for row in csv.DictReader(sheet)}
    listed = json.loads((DATA / "5-text" / "openactive-activity-list.jsonld").read_text("utf-8"))
    theirs |= {activity["id"]: activity["prefLabel"] for activity in listed["concept"]}
    ours = {link.uri: link.label for concept in load_vocabulary().concepts.values() for link in concept.links if link.uri}
    assert {uri: label for uri, label in ours.items() if theirs.get(uri) != label} == {}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"slug": "ball"}, "names ball, which concepts.csv lacks"),
        ({"relation": "sameAs"}, "'sameAs' of library is none of exactMatch, closeMatch, broadMatch"),
        ({"scheme": "eurovoc"}, "'eurovoc' of library is none of icnpo, los, openactive"),
        ({"code": ""}, "lacks its code or label"),
        ({"label": ""}, "lacks its code or label"),
        ({"uri": "http://psi.norge.no/los/tema/bibliotek"}, "is not the address of los tema/bibliotek"),
        ({"scheme": "icnpo", "code": "1100"}, "is not the address of icnpo 1100"),
    ],
)
def test_a_row_that_is_wrong_is_named_and_left_out(change: dict[str, str], problem: str) -> None:
    problems: list[str] = []
    assert links_from([ROW | change], ["library"], problems) == {}
    assert any(problem in told for told in problems)


def test_a_class_linked_twice_is_named() -> None:
    problems: list[str] = []
    links_from([ROW, ROW | {"relation": "closeMatch"}], ["library"], problems)
    assert problems == ["links.csv links library to los tema/bibliotek twice"]
