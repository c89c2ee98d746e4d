"""QR codes of addresses as inline drawings: black on white whatever the page's colours, with the quiet margin that readers need.

The address stands in words beside every code, so the drawing itself is hidden from screen readers.
"""

from functools import lru_cache

import segno
from markupsafe import Markup

CODES_KEPT = 2_000
"""Addresses of offers stay the same, and finding the best pattern of a code takes some milliseconds."""
MARGIN_MODULES = 4
"""The quiet zone that ISO/IEC 18004 asks for."""


@lru_cache(maxsize=CODES_KEPT)
def qr_code(address: str) -> Markup:
    """The code of an address, as large as its surroundings make it; error correction M, as paper creases."""
    code = segno.make(address, error="m", micro=False, boost_error=False)
    drawing = code.svg_inline(omitsize=True, border=MARGIN_MODULES, dark="#000", light="#fff", svgclass=None, lineclass=None)
    return Markup(f'<span class="qr" aria-hidden="true">{drawing}</span>')  # noqa: S704  drawn by us, the address only in its modules
