"""The press: the real program by itself; what it may read and how much it may take is bounded."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.store.municipalities import municipality
from tests.web.poster.conftest import Board, Read
from web.answers import legal_names
from web.language import BOKMAL
from web.poster.asking import poster_asked
from web.poster.lettering import words_of
from web.poster.making import Maker
from web.poster.press import TEMPLATE, set_poster
from web.poster.printing import PRESS


@pytest.fixture
def data(board: Board) -> str:
    """The data of a poster."""
    board.fill()
    krets = board.world.krets
    with krets.database.reading() as session:
        lier = municipality(session, "lier")
        names = legal_names(krets, session, lier)
        asked = poster_asked([("period", "winter")], names)
        return Maker(krets, session, lier, names, BOKMAL).contents(asked).to_json().decode()


def test_the_program_reads_data_and_writes_a_pdf(data: str, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-I", PRESS], input=data.encode(), capture_output=True, check=True, cwd=tmp_path, env={})
    assert done.stdout.startswith(b"%PDF-1.7") and done.stderr == b""
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_same_data_gives_the_same_file(data: str) -> None:
    assert set_poster(data) == set_poster(data)


def test_pictures_of_the_pages_can_be_had(data: str) -> None:
    pictures = set_poster(data, format="png", ppi=30)
    first = pictures if isinstance(pictures, bytes) else pictures[0]
    assert first.startswith(b"\x89PNG")


def test_a_letter_without_a_glyph_is_an_error_and_no_hole(data: str) -> None:
    wrong = json.loads(data) | {"title": "漢字"}
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        set_poster(json.dumps(wrong))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1), st.sampled_from(["ar", "ti", "uk", None]))
def test_whatever_anybody_writes_can_be_set(data: str, words: str, lang: str | None) -> None:
    given_data = json.loads(data)
    card = given_data["groups"][0]["cards"][0]
    own = asdict(words_of(words, lang))
    given_data["groups"] = [{"heading": "Gratis", "cards": [card | {"title": own, "organiser": own, "place": own, "when": own["text"]}]}]
    assert set_poster(json.dumps(given_data))[:5] == b"%PDF-"


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_the_last_words_never_stand_on_a_page_of_their_own(data: str, size: str) -> None:
    wanted = json.loads(data) | {"size": size}
    card = wanted["groups"][0]["cards"][0]
    for number in range(1, 11):
        pdf = set_poster(json.dumps(wanted | {"groups": [{"heading": "Gratis", "cards": [card] * number}]}))
        assert isinstance(pdf, bytes)
        assert card["title"]["text"] in Read(pdf).pages[-1], f"{number} offers"


def test_a_few_offers_fill_one_page_rather_than_two(data: str) -> None:
    """Beside a notice and a heading more than usual; six are two pages, set as large as ever."""
    wanted = json.loads(data)
    card = wanted["groups"][0]["cards"][0]
    for number, pages in ((4, 1), (5, 1), (8, 2)):
        groups = [{"heading": "Gratis", "cards": [card] * (number - 1)}, {"heading": "Andre tilbud", "cards": [card]}]
        pdf = set_poster(json.dumps(wanted | {"groups": groups, "notices": ["Demo: arrangører og tilbud er oppdiktet."]}))
        assert isinstance(pdf, bytes)
        assert len(Read(pdf).pages) == pages, f"{number} offers"


def test_the_template_reads_nothing_and_runs_nothing() -> None:
    template = TEMPLATE.read_text()
    code = "\n".join(line for line in template.splitlines() if not line.startswith("//"))
    for word in ("eval(", "read(", "import", "include", "plugin("):
        assert word not in code
