"""The fonts of the posters: there after the build, with their licence, small, and with the letters of five scripts."""

from pathlib import Path

import pytest

from web.assets.fonts import TARGET, copy_fonts, font_files, fonts_in_place
from web.poster.lettering import FAMILIES, FONTS, WEIGHTS, fonts

MOST_BYTES = 2_600_000


def test_every_font_lies_beside_its_licence() -> None:
    assert fonts_in_place() and TARGET == FONTS
    names = {path.name for path in TARGET.iterdir()}
    assert names == set(font_files(Path()))
    for name in names:
        if name.endswith("LICENSE.txt"):
            assert "SIL OPEN FONT LICENSE Version 1.1" in (TARGET / name).read_text()
    assert sum(path.stat().st_size for path in TARGET.iterdir()) < MOST_BYTES


def test_the_posters_know_the_fonts_that_the_build_brings() -> None:
    assert {f"{family}-{weight}.ttf" for family in FAMILIES for weight in WEIGHTS} == {
        one for one in font_files(Path()) if one.endswith(".ttf")
    }


@pytest.mark.parametrize("words", ["Åæø", "ґєїж", "كة", "ኩዕሶ", "Šŋđ"])
def test_both_weights_have_the_letters_of_our_scripts(words: str) -> None:
    assert any(set(map(ord, words)) <= font for font in fonts())


def test_fonts_are_copied_whole_and_old_ones_go(tmp_path: Path) -> None:
    target = tmp_path / "fonts"
    assert not fonts_in_place(target)
    target.mkdir()
    (target / "Old.ttf").write_bytes(b"")
    copy_fonts(Path(__file__).parents[3] / "web" / "assets" / "node_modules", target)
    assert fonts_in_place(target) and {path.name for path in target.iterdir()} == set(font_files(Path()))
