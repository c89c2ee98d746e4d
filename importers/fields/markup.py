"""Descriptions made safe: a short list of HTML tags, or plain text. Nothing that loads, runs, styles or leaves the page unseen.

nh3 does the cleaning; beyond its defaults there are no images, no relative or protocol-relative links, no invisible letters.
"""

import html
import re

import nh3

from catalog.text import clean_text

TAGS = frozenset({"a", "b", "blockquote", "br", "em", "h3", "h4", "i", "li", "ol", "p", "strong", "ul"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LONGEST_DESCRIPTION = 20_000
_LINK = re.compile(r"(?i)(?:https?://[^/\s@]+(?:/[^\s]*)?|mailto:[^\s]+|tel:[+0-9 ()-]+)")
_LOOKS_LIKE_HTML = re.compile(
    r"(?i)</?(?:a|b|blockquote|br|div|em|font|h[1-6]|i|img|li|ol|p|script|span|strong|style|table|td|tr|u|ul)\b[^<>]*>|&(?:[a-z]{2,8}|#\d{2,5});"
)
_BREAK = re.compile(r"(?i)<br[^<>]*>|</li>|</tr>|</div>")
_PARAGRAPH = re.compile(r"(?i)</?(?:p|h[1-6]|ul|ol|blockquote)(?:\s[^<>]*)?>")
_EMPTY = re.compile(r"<(p|li|h3|h4|b|i|em|strong)>(?:\s|<br>|&nbsp;)*</\1>")
_DIVISION = re.compile(r"(?i)</(?:div|tr)>(?!\s*$)")
_HEADINGS = re.compile(r"(?i)(</?)h[1256](?=[\s>])")


def safe_html(text: str) -> str:
    """The description as HTML of the short list of tags; plain text becomes paragraphs with its signs escaped."""
    cut = text[: LONGEST_DESCRIPTION * 3]
    if not looks_like_html(cut):
        return _paragraphs(plain_text(cut)[:LONGEST_DESCRIPTION])
    cleaned = nh3.clean(
        _DIVISION.sub("<br>", _HEADINGS.sub(r"\1h3", clean_text(cut))),
        tags=set(TAGS),
        attributes={"a": {"href"}},
        attribute_filter=_only_whole_links,
        url_schemes=set(SCHEMES),
        link_rel="noopener nofollow ugc",
    )
    return (
        _EMPTY.sub("", clean_text(cleaned)) if len(cleaned) <= LONGEST_DESCRIPTION else _paragraphs(plain_text(cut)[:LONGEST_DESCRIPTION])
    )


def plain_text(text: str) -> str:
    """The words alone: tags taken off (block tags as line breaks), entities read, letters cleaned."""
    if not looks_like_html(text):
        return clean_text(text)
    broken = _PARAGRAPH.sub("\n\n", _BREAK.sub("\n", re.sub(r"[ \t\r\n]+", " ", text)))
    return clean_text(html.unescape(nh3.clean(broken, tags=set())))


def plain_line(text: str) -> str:
    """The words alone on one line, for titles and summaries."""
    return " ".join(plain_text(text).split())


def looks_like_html(text: str) -> bool:
    """Whether a publisher wrote HTML: a known tag or an entity; "5 < 6" and "a & b" are plain text."""
    return _LOOKS_LIKE_HTML.search(text) is not None


def _paragraphs(text: str) -> str:
    blocks = (html.escape(block, quote=False).replace("\n", "<br>") for block in text.split("\n\n"))
    return "".join(f"<p>{block}</p>" for block in blocks if block)


def _only_whole_links(tag: str, attribute: str, value: str) -> str | None:
    """Lets through `href` with a whole address only (nh3 alone would keep `//evil.example`), and the `rel` that nh3 adds."""
    if tag == "a" and attribute == "rel":
        return value
    return value if tag == "a" and attribute == "href" and _LINK.fullmatch(value.strip()) else None
