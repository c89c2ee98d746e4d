"""The list of word parts: sound in itself, and doing on real words what the splitter promises."""

import csv
import subprocess
import sys
from importlib.resources import files

import pytest

from search.analysis import split
from search.analysis.compounds import LEAST
from search.analysis.known_words import splitter

ROWS = list(csv.DictReader((files("search.analysis") / "compound_words.csv").read_text(encoding="utf-8").splitlines()))


def test_the_list_says_of_every_word_once_where_it_may_stand() -> None:
    words = [row["word"] for row in ROWS]
    assert words == sorted(set(words))
    assert {row["use"] for row in ROWS} == {"part", "first", "last", "head", "whole"}
    assert all(word.isalpha() and word.islower() and len(word) >= LEAST for word in words)


def test_a_head_is_long_enough_not_to_end_a_word_by_chance() -> None:
    assert min(map(len, splitter().heads)) >= 4


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("fotballskule", "fotball skule"),
        ("svømmekursene", "svømme kursene"),
        ("haustferien", "haust ferien"),
        ("søndagsskole", "søndag skole"),
        ("sjakklubben", "sjakk klubben"),
        ("brettspillkveld", "brett spill kveld"),
        ("fritidsleder", "fritid leder"),
        ("frivilligsentralen", "frivillig sentralen"),
        ("innebandyskole", "innebandy skole"),
        ("bogeskyting", "boge skyting"),
        ("ungdomsfestivalen", "ungdom festivalen"),
        ("revykonsert", "revy konsert"),
        ("tigrinjakafe", "tigrinja kafe"),
        ("trollskulen", "troll skulen"),
        ("generasjonsspel", "generasjon spel"),
    ],
)
def test_a_compound_of_the_field_comes_apart(word: str, parts: str) -> None:
    assert split(word) == tuple(parts.split())


@pytest.mark.parametrize(
    "word",
    [
        *("ungdom", "fotball", "innebandy", "turist", "turnering", "kultur", "natur", "korps", "veileder", "venstre", "morsom"),
        *(
            "presenter",
            "konkurs",
            "søndag",
            "middag",
            "bibliotek",
            "festival",
            "badminton",
            "sommerfugl",
            "planet",
            "gymnas",
            "rapport",
            "stadion",
        ),
        *("mandag", "robot", "museum", "musikal", "ballett", "ballong", "parkering", "matematikk", "lektor", "landskap", "minutter"),
    ],
)
def test_a_word_with_a_word_in_it_by_chance_stays_whole(word: str) -> None:
    assert split(word) == ()


def test_nothing_is_read_until_a_word_is_asked_about() -> None:
    script = "import search.analysis, search.schema; from search.analysis import known_words, shared_forms; \
print(known_words.splitter.cache_info().currsize + shared_forms.shared_forms.cache_info().currsize)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "0"
