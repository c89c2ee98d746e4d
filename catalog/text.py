"""Text as it is stored and compared: normalised letters, slugs, keys for names. No language analysis (that is search's).

Unicode NFC throughout, since a decomposed å is two characters to most libraries.
"""

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

_INVISIBLE = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NORDIC = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ö": "o", "ä": "a", "ü": "u", "ð": "d", "þ": "th", "đ": "d", "ł": "l", "ß": "ss"})
SLUG_LENGTH = 80
NAMES_REMEMBERED = 8_192


def clean_line(text: str) -> str:
    """One line in NFC: control, direction-override and zero-width characters dropped, white space folded, ends trimmed."""
    if text.isprintable():  # so it is one line that lacks all of them, and its only white space is the space
        return " ".join(unicodedata.normalize("NFC", text).split())
    return _SPACE.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", _without_surrogates(text)))).strip()


def clean_text(text: str) -> str:
    """Several lines in NFC, each cleaned like a line; at most one empty line in a row is kept."""
    if text.isprintable():
        return clean_line(text)
    lines = (clean_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8") if _SURROGATE.search(text) else text


def slug_from(text: str) -> str:
    """The address form of a name: a–z, 0–9 and hyphens, æ→ae ø→o å→a; empty when nothing of it can be written so."""
    folded = unicodedata.normalize("NFC", text).lower().translate(_NORDIC)
    ascii_only = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", ascii_only).strip("-")[:SLUG_LENGTH].rstrip("-")


def offer_slug(title: str) -> str:
    """The words in the address of an offer's page; a title without a letter has a plain one."""
    return slug_from(title) or "tilbud"


def free_slug(text: str, taken: Container[str], *, fallback: str = "uten-navn") -> str:
    """A slug of the text that is not taken yet: the plain one, else with -2, -3 and so on."""
    base = slug_from(text) or fallback
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


@lru_cache(maxsize=NAMES_REMEMBERED)
def name_key(name: str) -> str:
    """What two spellings of one name share: lower case, æøå kept, everything but letters and digits dropped."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if c.isalnum())


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at a space where there is one, ended by an ellipsis when cut."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > length // 2 else head).rstrip(" ,.;:–-") + "…"
