"""Codes are drawings without style or script, small for short addresses, and different for different ones."""

import re
from xml.etree import ElementTree

from web.qr import qr_code

ADDRESS = "https://fritid.lier.kommune.no/lier/offers/123"


def modules(address: str) -> int:
    """How many modules a side of the code has, without its margin."""
    svg = ElementTree.fromstring(qr_code(address))[0]  # noqa: S314  our own drawing
    return int(svg.attrib["viewBox"].split()[2]) - 8


def test_a_code_is_a_drawing_without_style_or_words() -> None:
    drawing = str(qr_code(ADDRESS))
    assert drawing.startswith('<span class="qr" aria-hidden="true"><svg ')
    assert "style" not in drawing and "script" not in drawing and "http" not in drawing
    assert 'fill="#fff"' in drawing and 'stroke="#000"' in drawing, "black on white whatever the page's colours"


def test_an_address_of_an_offer_needs_a_small_code_and_a_list_of_a_hundred_still_fits() -> None:
    assert modules(ADDRESS) <= 33
    ids = ",".join(str(2_000_000_000 + number) for number in range(100))
    assert modules(f"https://fritid.lier.kommune.no/lier/saved?ids={ids}") <= 177


def test_other_addresses_have_other_codes() -> None:
    drawn = {re.sub(r"\s", "", qr_code(f"{ADDRESS}{number}")) for number in range(10)}
    assert len(drawn) == 10
