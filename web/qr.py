"""QR codes of addresses as vector drawings: for pages and paper, and for posters. Nothing else draws a code.

On a page the code is black on white whatever the page's colours, with the quiet margin that readers need, and the address stands in
words beside it, so the drawing itself is hidden from screen readers. A poster tells its codes in words and stands on white itself.
"""

from functools import lru_cache
from io import BytesIO

import segno
from markupsafe import Markup

CODES_KEPT = 2_000
"""Addresses of offers stay the same."""
MASK = 3
"""One of the eight patterns of ISO/IEC 18004 for every code of a page: readers take each, and trying all for the best takes four times as
long, which a sheet with a hundred codes shows."""
MARGIN_MODULES = 4
"""The quiet zone that ISO/IEC 18004 asks for."""


@lru_cache(maxsize=CODES_KEPT)
def qr_code(address: str) -> Markup:
    """The code of an address within a page, as large as its surroundings make it."""
    drawing = _made(address, MASK).svg_inline(
        omitsize=True, border=MARGIN_MODULES, dark="#000", light="#fff", svgclass=None, lineclass=None
    )
    return Markup(f'<span class="qr" aria-hidden="true">{drawing}</span>')  # noqa: S704  drawn by us, the address only in its modules


def qr_file(address: str, margin_modules: int) -> str:
    """The code of an address as an SVG file without a background; the place that it gets gives the rest of its quiet zone."""
    drawn = BytesIO()
    _made(address).save(drawn, kind="svg", border=margin_modules, xmldecl=False, omitsize=True, svgclass=None, lineclass=None)
    return drawn.getvalue().decode()


def _made(address: str, mask: int | None = None) -> segno.QRCode:
    """A code of which 15 % may be damaged (level M), as paper creases and phones are cheap."""
    return segno.make(address, error="m", micro=False, boost_error=False, mask=mask)
