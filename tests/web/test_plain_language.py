"""The families' pages are easy to read: LIX of what they say in bokmål is under 35, and the test prints it.

LIX (Björnsson 1968) is words for each sentence and the share of words of more than six letters, in per cent; under 30 is very easy, under
40 easy. Counted are the sentences of the templates and of the pages' own words; names, figures and what publishers wrote are not ours.
"""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from tests.web.gallery import create_gallery

MOST_LIX = 35
LONG = 6
SHORTEST_TEXT_WORDS = 4
BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "dt", "dd", "td", "th", "label", "summary", "legend", "a", "button"})
PAGES = ("home", "search", "search-empty", "offer", "offer-ended", "district", "about", "privacy", "guide", "guide-young", "widget")
WORD = re.compile(r"[^\W\d_]+")


class Sentences(HTMLParser):
    """The sentences of a page: what stands between two full stops, or fills a block."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = [""]
        self.silent = 0
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the parser's own door
        self.silent += tag in {"script", "datalist", "select", "textarea", "svg", "title"}
        if tag in BLOCKS:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "datalist", "select", "textarea", "svg", "title"}
        if tag in BLOCKS - {"a"}:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.texts[-1] += data


def sentences_of(source: str) -> list[list[str]]:
    """The words of each sentence; a label of a few words is none."""
    parts = (WORD.findall(part) for text in Sentences(source).texts for part in re.split(r"[.:!?]\s", text + " "))
    return [words for words in parts if len(words) >= SHORTEST_TEXT_WORDS]


def lix(sentences: Iterable[list[str]]) -> float:
    """The readability of sentences, each given by its words."""
    told = list(sentences)
    words = [word for sentence in told for word in sentence]
    return len(words) / len(told) + 100 * sum(len(word) > LONG for word in words) / len(words)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    """A client of the gallery."""
    return create_gallery().test_client()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_for_families_is_easy_to_read(client: FlaskClient, name: str) -> None:
    sentences = sentences_of(client.get(f"/{name}?lang=nb").text)
    found = lix(sentences)
    print(f"LIX of {name}: {found:.0f} over {len(sentences)} sentences")  # noqa: T201  the figure is what the test is for
    assert found < MOST_LIX


def test_the_measure_is_lix() -> None:
    assert lix([["Jeg", "liker", "fotball"], ["Kommunen", "hjelper", "deg"]]) == pytest.approx(3 + 100 * 3 / 6)


def test_what_is_hard_to_read_is_told() -> None:
    hard = "<p>Kommunens tilretteleggingsordninger forutsetter skriftlig dokumentasjon fra spesialisthelsetjenesten.</p>"
    assert lix(sentences_of(hard)) > 60
