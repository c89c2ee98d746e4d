"""Bytes → text, in bounded memory: which encoding a file has, and whether it is the kind of file that it claims to be.

Order: byte order mark, strict UTF-8, UTF-16 without a mark, else cp1252 with a test of plausibility. A source may name its
encoding. It shows right letters or refuses; it never passes on garbled text ("Ã¸"), and never mends it by guessing.
"""

import codecs
import re
from collections.abc import Iterator
from typing import TextIO

from importers.contract import Feed
from importers.errors import NotThisFormat, RunFailed

CHUNK_BYTES = 1 << 16
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_GARBLED = re.compile(r"Ã[\u0080-\u00bf†‡ˆ‰…¸¥¦˜…]|â€[™œ\u009d“”¢¦]|Â[«»°§\u00a0]")
_OTHER_KINDS = (
    (re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)", re.IGNORECASE), "a web page"),
    (re.compile(rb"%PDF-"), "a PDF file"),
    (re.compile(rb"PK\x03\x04"), "a zip or Excel file"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Excel file (.xls)"),
    (re.compile(rb"\x1f\x8b"), "a gzip file"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8"), "a picture"),
)


def refuse_other_kinds(feed: Feed, format_name: str, but: str = "") -> bytes:
    """The first bytes of the feed; raises `NotThisFormat` when it is empty or plainly something else (an error page, a PDF)."""
    head = feed.head()
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise NotThisFormat(format_name, b"")
    for pattern, kind in _OTHER_KINDS:
        if kind != but and pattern.match(head.removeprefix(codecs.BOM_UTF8)):
            raise NotThisFormat(format_name, head, f"it is {kind} ({head[:20]!r})")
    return head


def encoding_of(feed: Feed) -> str:
    """The name of the feed's encoding. Raises `RunFailed` when no encoding gives plausible text."""
    stated = feed.options.get("encoding", "").strip()
    encoding = _known(stated) if stated else _found(feed)
    if any(_GARBLED.search(text) for text in _chunks(feed, encoding)):
        raise RunFailed(
            f"the text is garbled when read as {encoding} (it holds 'Ã¸' or the like); save the file as UTF-8, or give encoding="
        )
    return encoding


def open_text(feed: Feed, encoding: str) -> TextIO:
    """The feed as a text file in that encoding, line ends untouched; the caller closes it."""
    return feed.path.open(encoding=encoding, newline="")


def text_of(feed: Feed) -> str:
    """The whole text of a feed that must be read at once."""
    with open_text(feed, encoding_of(feed)) as file:
        return file.read().removeprefix("\ufeff")


def _known(name: str) -> str:
    try:
        codec = codecs.lookup(name)
    except LookupError as error:
        raise RunFailed(f"encoding={name}: there is no such encoding") from error
    if not getattr(codec, "_is_text_encoding", True):
        raise RunFailed(f"encoding={name} is not an encoding of text")
    return "utf-8-sig" if codec.name == "utf-8" else codec.name


def _found(feed: Feed) -> str:
    head = feed.head()
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    wide = "utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le"
    for name in (wide,) if head.count(0) > len(head) // 4 else ("utf-8", "cp1252"):
        if all(text is not None for text in _chunks(feed, name, strict=False)):
            return name
    raise RunFailed("the file's text is in no encoding that Krets knows; save it as UTF-8, or give encoding=")


def _chunks(feed: Feed, encoding: str, *, strict: bool = True) -> Iterator[str]:
    """The decoded text in pieces; one that cannot be decoded ends them with an error, or with None when not `strict`."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with feed.open() as file:
        try:
            while piece := file.read(CHUNK_BYTES):
                yield decoder.decode(piece)
            yield decoder.decode(b"", final=True)
        except UnicodeError as error:
            if strict:
                raise RunFailed(f"the file is not {encoding}: {error}") from error
            yield None  # type: ignore[misc]
