"""`krets search`: the same search, parameters and JSON as the page and the interface for programs."""

import pytest

from search.filters import PARAMETERS
from tests.web.commands.conftest import Krets
from web.chips import ChipWords
from web.commands.searching import NOT_OPTIONS, search, understood_line

OFFERS = "id;navn;pris;alder\n1;Fotball på løkka;gratis;6–9 år\n2;Kor;kr 200;10–12 år\n3;Sjakk;;\n"


@pytest.fixture
def filled(krets: Krets) -> Krets:
    krets.json("import", krets.file("tilbud.csv", OFFERS), "--format", "csv", "--municipality", "lier")
    return krets


def titles(krets: Krets, *arguments: object) -> set[str]:
    return {offer["title"] for offer in krets.json("search", *arguments, "--municipality", "lier")["offers"]}


def test_words_and_filters_find_what_the_page_finds(filled: Krets) -> None:
    assert titles(filled, "") == {"Fotball på løkka", "Kor", "Sjakk"}
    assert titles(filled, "fotball") == {"Fotball på løkka"}
    assert titles(filled, "--cost", "free") == {"Fotball på løkka"}
    assert titles(filled, "--cost", "free", "--cost", "unknown") == {"Fotball på løkka", "Sjakk"}
    assert titles(filled, "--age", "11") == {"Kor"}


def test_the_answer_has_the_agreed_keys(filled: Krets) -> None:
    answer = filled.json("search", "fotball", "--cost", "free", "--municipality", "lier")
    assert answer.keys() >= {"total", "understood", "offers", "facets", "relaxations", "page", "per_page"}
    assert answer["understood"]["filters"]["cost"] == ["free"]


def test_people_get_a_table(filled: Krets) -> None:
    result = filled.run("search", "gratis", "--age", "8", "--municipality", "lier")
    assert (result.exit_code, result.stderr) == (0, "understood: 8 år, Gratis (gratis)\n1 offers\n")
    assert "Fotball på løkka" in result.stdout


@pytest.mark.parametrize(
    ("chips", "text", "line"),
    [
        ([], "", ""),
        ([], "turn", "text: turn"),
        ([ChipWords("Gratis", (("cost", "free"),), "gratis"), ChipWords("8 år", (("age", "8"),))], "", "understood: Gratis (gratis), 8 år"),
        ([ChipWords("Gratis", (("cost", "free"),), "gratis")], "turn", "understood: Gratis (gratis); text: turn"),
    ],
)
def test_what_was_understood_is_one_line_with_its_words(chips: list[ChipWords], text: str, line: str) -> None:
    assert understood_line(chips, text) == line


def test_every_parameter_is_an_option_in_both_spellings() -> None:
    spelled = {option for parameter in search.params for option in parameter.opts}
    for name in set(PARAMETERS) - NOT_OPTIONS:
        assert {f"--{name}", f"--{name.replace('_', '-')}"} <= spelled


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--cost", "cheap"), 2, "cost"),
        (("--age", "minus"), 2, "age"),
        (("--near", "Ingensteds 99"), 2, "no such place"),
        (("--district", "ingen"), 2, "district"),
        (("--colour", "red"), 2, "No such option"),
    ],
)
def test_a_value_that_cannot_be_meant_is_wrong_usage(filled: Krets, arguments: tuple[str, ...], code: int, words: str) -> None:
    assert words in filled.refused("search", "fotball", "--municipality", "lier", *arguments, code=code)


def test_an_unknown_municipality_is_one_line(krets: Krets) -> None:
    assert krets.refused("search", "kor", "--municipality", "drammen", code=1) == "krets: there is no municipality 'drammen'"
    assert "--municipality" in krets.refused("search", "kor", code=2)
