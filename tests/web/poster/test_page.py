"""Posters by address: real PDF files, read back: tagged, selectable, set in their letters, and what a stranger wrote lies still."""

import re
from http import HTTPStatus
from pathlib import Path

import pytest
from pypdf.generic import BooleanObject, DictionaryObject, StreamObject

from catalog.drafts import OrganisationDraft, VenueDraft
from catalog.values import AgeRange
from tests.web.poster.conftest import PAID, WINTER, Board
from tests.web.world import AT_SCHOOL
from web.poster.making import MOST_OFFERS

POINTS = {"a4": (595, 842), "a5": (420, 595)}
FOREIGN = {"uk": "Хокей для дітей їжак ґава", "ti": "ኩዕሶ እግሪ ንቘልዑ", "so": "Kubbadda cagta"}
ARABIC = "كرة القدم للأطفال"
HOSTILE = (
    '#import "/etc/passwd": *',
    "#read(\"/etc/passwd\")",
    "$x^2 + y$ og *fet* _kursiv_",
    "[lenke](https://evil.example) ]#panic()",
    "#eval(\"1+1\") `kode` <merke> @ref",
    "= Overskrift ~ -- \\u{41}",
)  # fmt: skip


def test_a_poster_is_a_tagged_accessible_pdf(board: Board) -> None:
    board.fill()
    read = board.poster(f"{WINTER}&district=egge")
    root = read.catalogue
    assert str(root["/Lang"]) == "nb"
    assert read.reader.metadata is not None and read.reader.metadata.title == "Gratis i vinterferien: Egge skolekrets – Fritid i Lier"
    viewer = root["/ViewerPreferences"].get_object()
    assert isinstance(viewer, DictionaryObject) and viewer["/DisplayDocTitle"] == BooleanObject(True)
    marked = root["/MarkInfo"].get_object()
    assert isinstance(marked, DictionaryObject) and marked["/Marked"] == BooleanObject(True)
    described = root["/Metadata"].get_object()
    assert isinstance(described, StreamObject) and b"pdfuaid:part" in described.get_data()
    assert all(page.get("/Tabs") == "/S" for page in read.reader.pages if page.get("/Annots"))


def test_headings_lead_through_it_in_order_and_every_picture_is_told(board: Board) -> None:
    board.fill()
    read = board.poster()
    headings = [tag for tag in read.tags() if re.fullmatch(r"/H\d", tag)]
    assert headings == ["/H1", "/H2", "/H3", "/H3", "/H2", "/H3"]
    assert read.figures() == [
        "QR-kode til søket med alle tilbudene",
        *(f"QR-kode til {title}" for title in ("Skøytedag", "Tegneverksted", "Alpinkurs")),
    ]


def test_every_offer_of_the_search_stands_on_it_with_its_facts(board: Board) -> None:
    board.fill()
    page = board.world.get(f"/lier/?{WINTER}").text
    text = board.poster().text
    for title in ("Skøytedag", "Tegneverksted", "Alpinkurs"):
        assert title in page and title in text
    assert "6–12 år" in text and "Tranbyhallen, Hallingstad" in text and "Bare møt opp" in text and "Isklubben ·" in text
    assert "Sjekk med arrangøren før dere drar." in text and "Laget 22. november 2026" in text and "Side 1 av 1" in text
    assert text.index("Skøytedag") < text.index("Tegneverksted") < text.index("Alpinkurs")


def test_codes_can_be_followed_on_a_screen_too(board: Board) -> None:
    board.fill()
    links = board.poster(f"{WINTER}&district=egge").links()
    assert links[0] == "https://krets.example/lier/?district=egge&period=winter-2027"
    assert len(links) == 3 and all(re.fullmatch(r"https://krets\.example/lier/offers/\d+", link) for link in links[1:])
    for link in links[1:]:
        assert board.world.client.get(link.removeprefix("https://krets.example"), base_url="https://krets.example").status_code == 301


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_a4_and_a5(board: Board, size: str) -> None:
    board.fill()
    read = board.poster(f"{WINTER}&size={size}")
    width, height = POINTS[size]
    for page in read.reader.pages:
        assert abs(page.mediabox.width - width) < 1 and abs(page.mediabox.height - height) < 1


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nb", ("Gratis i vinterferien", "Sjekk med arrangøren", "Andre tilbud", "skolekrets")),
        ("nn", ("Gratis i vinterferien", "Sjekk med arrangøren", "Andre tilbod", "skulekrins")),
        ("en", ("Free in the winter break", "Check with the organiser", "Other activities", "school district")),
    ],
)
def test_three_languages(board: Board, lang: str, words: tuple[str, ...]) -> None:
    board.fill()
    read = board.poster(f"{WINTER}&district=egge&lang={lang}")
    assert str(read.catalogue["/Lang"]) == lang
    assert [word for word in words if word not in read.text] == []


def test_names_in_other_scripts_are_set_with_their_own_letters(board: Board) -> None:
    for lang, title in FOREIGN.items():
        board.offer(title, text_language=lang, organisation=OrganisationDraft(f"{title} klubb"))
    board.offer(ARABIC, text_language="ar", venue=VenueDraft("Kulturhuset"))
    board.world.drain()
    read = board.poster()
    for title in FOREIGN.values():
        assert title in read.text
    assert set(ARABIC) <= set(read.text), "a reader may give right-to-left letters in either order"
    fonts = {str(font.get_object()["/BaseFont"]) for page in read.reader.pages for font in page["/Resources"]["/Font"].values()}  # type: ignore[index]
    assert {name.partition("+")[2].partition("-")[0] for name in fonts} == {"NotoSans", "NotoSansArabic", "NotoSansEthiopic"}


def test_what_a_stranger_wrote_stands_there_letter_by_letter(board: Board) -> None:
    for number, title in enumerate(HOSTILE):
        board.offer(title, 22 + number % 5, organisation=OrganisationDraft(f"{title} lag"), venue=VenueDraft(f"{title} hus"))
    board.world.drain()
    read = board.poster()
    squeezed = read.text.replace(" ", "")
    for title in HOSTILE:
        assert squeezed.count(title.replace(" ", "")) >= 3, title
    assert not [link for link in read.links() if "krets.example" not in link]


def test_emoji_turned_text_and_endless_words_do_no_harm(board: Board) -> None:
    board.offer("⚽️ Fotball 😀", place=AT_SCHOOL)
    board.offer("\u202egnivlaK" + "x" * 300, organisation=OrganisationDraft("Å" * 300))
    board.offer("漢字")
    board.world.drain()
    read = board.poster()
    assert "Fotball" in read.text and "x" * 30 in read.text.replace(" ", "") and "\N{REPLACEMENT CHARACTER}" in read.text


def test_no_offer_is_cut_by_the_end_of_a_page(board: Board) -> None:
    for number in range(40):
        board.offer(f"Tilbud nummer {number:02}", 22 + number % 5, ages=AgeRange(6, 12), organisation=OrganisationDraft(f"Lag {number:02}"))
    board.world.drain()
    for size in ("a4", "a5"):
        pages = board.poster(f"{WINTER}&size={size}").pages
        assert len(pages) > 3
        for number in range(40):
            (page,) = [page for page in pages if f"nummer {number:02}" in page]
            assert f"Lag {number:02} ·" in page
        assert [f"Side {number} av {len(pages)}" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)


def test_very_many_offers_stay_a_few_pages(board: Board) -> None:
    for number in range(300):
        board.offer(f"Tilbud {number}", 22 + number % 5, price=PAID)
    board.world.drain()
    read = board.poster()
    assert f"Plakaten viser {MOST_OFFERS} av 300 tilbud" in read.text
    assert len(read.pages) <= 10


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Velg en ferie."),
        ("period=hosten", "Vi forsto ikke «hosten»."),
        (f"{WINTER}&district=nowhere", "Vi forsto ikke «nowhere»."),
        (f"{WINTER}&school=nowhere", "Vi forsto ikke «nowhere»."),
        (f"{WINTER}&size=a3", "Plakaten finnes som A4 og A5, ikke «a3»."),
        (f"{WINTER}&district=egge&school=hallingstad-skole", "Plakaten lages for en ferie og én skolekrets eller én skole."),
        (f"{WINTER}&cost=free", "Ta bort «free»."),
    ],
)
def test_what_cannot_be_meant_is_said_in_plain_words(board: Board, query: str, said: str) -> None:
    answer = board.world.get(f"/lier/poster.pdf?{query}")
    assert (answer.status_code, answer.mimetype) == (HTTPStatus.BAD_REQUEST, "text/html")
    assert said in answer.text and answer.headers["Cache-Control"] == "no-store"


def test_a_municipality_that_is_not_there_has_no_posters(board: Board) -> None:
    assert board.world.get(f"/nowhere/poster.pdf?{WINTER}").status_code == HTTPStatus.NOT_FOUND


def test_a_poster_that_the_browser_has_is_not_sent_again_until_something_changes(board: Board) -> None:
    board.fill()
    first = board.world.get(f"/lier/poster.pdf?{WINTER}")
    etag = first.headers["ETag"]
    assert "Accept-Language" in first.headers["Vary"] and first.headers["Content-Language"] == "nb"
    assert first.headers["Content-Disposition"] == 'inline; filename="lier-winter-2027-a4-nb.pdf"'
    again = board.world.get(f"/lier/poster.pdf?{WINTER}", **{"If-None-Match": etag})
    assert (again.status_code, again.data) == (HTTPStatus.NOT_MODIFIED, b"")
    assert board.world.get(f"/lier/poster.pdf?{WINTER}").data == first.data
    others = [f"{WINTER}&lang=en", f"{WINTER}&size=a5", f"{WINTER}&district=egge"]
    assert etag not in {board.world.get(f"/lier/poster.pdf?{query}").headers["ETag"] for query in others}
    board.offer("Sjakk")
    board.world.drain()
    assert "Sjakk" in board.poster().text


def test_made_posters_are_kept_as_files(board: Board, tmp_path: Path) -> None:
    board.fill()
    board.poster()
    board.poster()
    assert len(list((board.world.krets.settings.data_dir / "posters").glob("*.pdf"))) == 1
