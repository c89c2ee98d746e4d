"""Templates rendered with rich and poor values: whole HTML, strict content security, every word translatable, and no lies."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import Environment

from tests.web.gallery import create_gallery, pages
from web.language import LANGUAGES

ENGLISH_ONLY = {"api_docs.html"}
"""Read by those who write programs; everybody else's pages are in all languages."""
TEMPLATES = sorted(path for path in (Path(__file__).parents[2] / "web" / "templates").glob("*.html") if path.name not in ENGLISH_ONLY)
VOID = {"meta", "link", "input", "br", "use", "img", "hr"}
REFERRING = ("for", "aria-labelledby", "aria-describedby", "list", "form")
SPOKEN = ("aria-label", "title", "alt", "placeholder", "summary")
NAMES = sorted(pages())


class Page(HTMLParser):
    """What a page holds: elements in order, ids, what refers to them; complains of elements closed out of order."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == [], f"not closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len({name for name, _ in attrs}), f"an attribute twice: {attrs}"
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag, f"{tag} closed out of order"

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1] if self.open else "", data.strip()))

    def all(self, tag: str) -> Iterator[dict[str, str]]:
        """The attributes of every element of that name."""
        return (attributes for name, attributes in self.elements if name == tag)


@pytest.fixture(scope="module")
def app() -> Flask:
    """The gallery."""
    return create_gallery()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the gallery."""
    return app.test_client()


def text_of(client: FlaskClient, name: str, language: str = "nb") -> str:
    """The words of a page, elements left out."""
    return " ".join(words for _, words in Page(client.get(f"/{name}?lang={language}").text).texts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_whole_html_with_one_heading_and_its_language(client: FlaskClient, name: str, language: str) -> None:
    page = Page(client.get(f"/{name}?lang={language}").text)
    assert next(page.all("html"))["lang"] == language
    assert len(list(page.all("h1"))) == 1
    assert len(list(page.all("main"))) == 1
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), levels


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_everything_referred_to_is_there(client: FlaskClient, name: str) -> None:
    page = Page(client.get(f"/{name}").text)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    referred = {one for _, attributes in page.elements for key in REFERRING for one in attributes.get(key, "").split()}
    referred |= {attributes["href"][1:] for attributes in page.all("a") if attributes["href"].startswith("#")}
    assert referred <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_inline_runs_or_styles_and_no_file_comes_from_elsewhere(client: FlaskClient, name: str) -> None:
    page = Page(client.get(f"/{name}").text)
    for tag, attributes in page.elements:
        assert not any(key == "style" or key.startswith("on") for key in attributes), (tag, attributes)
        assert tag != "style"
        assert not attributes.get("href", "").lower().startswith("javascript:")
    for script in page.all("script"):
        assert script.get("type") == "application/ld+json" or script["src"].startswith("/static/")
    assert all(link["href"].startswith("/") for link in page.all("link") if link["rel"] in {"stylesheet", "icon"})


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_a_name_for_those_who_do_not_see_it(client: FlaskClient, name: str) -> None:
    source = client.get(f"/{name}").text
    page = Page(source)
    labelled = {attributes.get("for") for attributes in page.all("label")}
    for tag in ("input", "select", "textarea"):
        for field in page.all(tag):
            wrapped = 'class="option"' in source and field.get("type") in {"checkbox", "radio"}
            assert field.get("type") == "hidden" or field.get("id") in labelled or field.get("aria-label") or wrapped, field
    assert all(button.get("type") for button in page.all("button"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_word_that_cannot_be_translated(path: Path) -> None:
    tokens = Environment(autoescape=True).lex(path.read_text())
    plain = "".join(value if kind == "data" else "\x00" * kind.endswith("_begin") for _, kind, value in tokens)
    outside_tags = re.sub(r'[\w-]+="[^"]*"', "", re.sub(r"<[^<>]*>", "\x00", plain))
    assert re.findall(r"[A-Za-zÆØÅæøå]{2,}", outside_tags) == []
    assert re.findall(rf'(?:{"|".join(SPOKEN)})="[^"\x00]*[A-Za-z]{{2}}', plain) == []


def test_the_data_of_an_offer_cannot_break_out_of_its_block(client: FlaskClient) -> None:
    source = client.get("/offer").text
    assert "</script><script>alert" not in source
    assert source.count("<script") == 3


@pytest.mark.parametrize("name", NAMES)
def test_the_demo_says_that_it_is_one_on_every_page(client: FlaskClient, name: str) -> None:
    said = "Demo: arrangører og tilbud er oppdiktet." in text_of(client, name)
    assert said == pages()[name].frame.demo


def test_what_is_unknown_is_said_and_never_free_nor_for_all(client: FlaskClient) -> None:
    words = text_of(client, "offer-bare")
    for said in ("Pris ikke oppgitt", "Alder ikke oppgitt", "Tidspunkt ikke oppgitt", "Sted ikke oppgitt", "Påmelding ikke oppgitt"):
        assert said in words
    for unsaid in ("Gratis", "For alle", "Legg i kalenderen", "Tilrettelegging"):
        assert unsaid not in words


def test_an_ended_offer_says_so_and_offers_no_sign_up(client: FlaskClient) -> None:
    words = text_of(client, "offer-ended")
    assert "Dette tilbudet er avsluttet." in words
    assert "Dette kan du gjøre i stedet" in words
    assert "Meld på" not in words


def test_an_option_without_hits_says_nought_and_cannot_be_chosen(client: FlaskClient) -> None:
    page = Page(client.get("/search").text)
    nought = next(field for field in page.all("input") if field.get("value") == "alternative-communication")
    chosen = next(field for field in page.all("input") if field.get("value") == "free")
    assert "disabled" in nought
    assert "checked" in chosen
    assert {field["form"] for field in page.all("input") if field.get("type") == "checkbox"} == {"sok"}


def test_a_chip_says_what_its_cross_removes(client: FlaskClient) -> None:
    assert "Ta bort filteret 8 år" in text_of(client, "search")
    assert "Remove all" in text_of(client, "search", "en")


def test_foreign_words_are_marked_with_their_language(client: FlaskClient) -> None:
    page = Page(client.get("/search").text)
    assert any(heading.get("lang") == "en" for heading in page.all("h2"))
    assert {link.get("lang") for link in page.all("a")} >= {"nn", "en"}


def test_a_wrong_field_is_marked_and_explained(client: FlaskClient) -> None:
    page = Page(client.get("/search-empty").text)
    wrong = [field for field in page.all("input") if field.get("aria-invalid") == "true"]
    assert {field["name"] for field in wrong} == {"age"}
    assert all(field["aria-describedby"] == "feil-age" for field in wrong)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("subscribe-wrong", {"email"}), ("report-wrong", {"text"}), ("report-trapped", {"tomt"}), ("subscribe-trapped", {"tomt"})],
)
def test_a_form_that_was_filled_in_wrongly_marks_the_field(client: FlaskClient, name: str, wrong: set[str]) -> None:
    page = Page(client.get(f"/{name}").text)
    fields = [field for tag in ("input", "textarea") for field in page.all(tag)]
    assert {field["name"] for field in fields if field.get("aria-invalid") == "true"} == wrong
    ids = {field["id"] for field in page.all("p") if "id" in field}
    assert all(set(field["aria-describedby"].split()) <= ids for field in fields if field.get("aria-invalid"))
    trap = next(field for field in fields if field.get("name") == "tomt")
    assert ("tabindex" in trap) == ("tomt" not in wrong), "who cannot see a field is not led into it, who must empty it is"


def test_the_status_stands_empty_outside_of_what_is_swapped(client: FlaskClient) -> None:
    source = client.get("/search").text
    assert '<p role="status" class="ds-sr-only" id="status"></p>' in source
    assert source.index('id="status"') < source.index('id="treff"')
    assert 'data-status="27 treff. Du har valgt: Gratis, 8 år"' in source


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("error")])
def test_every_error_says_in_plain_words_what_can_be_done(client: FlaskClient, name: str) -> None:
    words = text_of(client, name)
    assert not re.search(r"error|exception|traceback|HTTP|\b[45]\d\d\b", words, re.IGNORECASE)
    assert "Prøv igjen" in words or "Vent et minutt" in words or "Dette kan du gjøre" in words
