"""What a page is made of, as a browser's parser sees it: active elements, and attributes that could run something."""

from collections import Counter
from urllib.parse import urlsplit

import html5lib  # type: ignore[import-untyped]  # it has no types
from flask.testing import FlaskClient

from catalog.model import Offer

ACTIVE = {"script", "iframe", "object", "embed", "svg", "math", "form", "input", "style", "base", "link", "meta", "template", "img"}
HARMLESS = {"http", "https", "mailto", "tel", "webcal", "sms", ""}


def anatomy(page: str) -> tuple[Counter[str], list[str]]:
    """The active elements of a page, and everything in it that could run."""
    elements, found = Counter[str](), list[str]()
    for element in html5lib.parse(page, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2].lower()
        elements[tag] += tag in ACTIVE
        for name, value in element.attrib.items():
            bare = str(name).rpartition("}")[2].lower()
            if bare.startswith("on") or bare == "srcdoc":
                found.append(f"{tag} {bare}")
            if bare in {"href", "src", "action", "data", "formaction"} and scheme(value) not in HARMLESS:
                found.append(f"{tag} {bare}={value[:60]}")
    return +elements, found


def scheme(address: str) -> str:
    """The scheme that a browser would see: it leaves out tabs, line ends and leading control characters."""
    seen = "".join(each for each in address if each not in "\t\r\n").lstrip("".join(map(chr, range(33))))
    return urlsplit(seen).scheme.lower() if ":" in seen.partition("/")[0] else ""


def page_of(client: FlaskClient, offer: Offer) -> str:
    """An offer's page."""
    answer = client.get(f"/lier/offers/{offer.id}-{offer.slug}", base_url="http://127.0.0.1")
    assert answer.status_code == 200, offer.title
    return answer.text
