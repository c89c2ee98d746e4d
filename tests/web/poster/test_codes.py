"""Codes: vector drawings that lead to their address."""

from defusedxml.ElementTree import fromstring

from web.poster.codes import QUIET_MODULES, code_of

SVG = "{http://www.w3.org/2000/svg}"


def test_a_code_is_one_path_in_a_square_with_a_quiet_zone() -> None:
    code = code_of("https://krets.example/lier/offers/12", "QR-kode til Kor")
    drawn = fromstring(code.svg)
    left, top, width, height = map(float, drawn.attrib["viewBox"].split())
    assert (left, top, width) == (0, 0, height) and width >= 25 + 2 * QUIET_MODULES
    assert [path.tag for path in drawn] == [f"{SVG}path"]
    assert (code.url, code.alt) == ("https://krets.example/lier/offers/12", "QR-kode til Kor")


def test_other_addresses_have_other_codes() -> None:
    assert code_of("https://krets.example/lier/offers/12", "").svg != code_of("https://krets.example/lier/offers/13", "").svg
