"""Fixtures: a small Lier with offers in the winter holiday of 2027, and PDF files read back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from catalog.clock import OSLO
from catalog.drafts import OccurrenceDraft, OrganisationDraft, VenueDraft
from catalog.terms import Booking, Cost
from catalog.values import FREE, AgeRange, Price
from tests.web.world import AT_SCHOOL, IN_EGGE, World

WINTER = "period=winter-2027"
PAID = Price(Cost.PAID, 45_000)


@dataclass
class Read:
    """A PDF file as a program reads it."""

    data: bytes
    reader: PdfReader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = PdfReader(BytesIO(self.data), strict=True)

    @cached_property
    def pages(self) -> list[str]:
        """The words of each page, on one line, with breaks within long words taken away."""
        return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in self.reader.pages]

    @cached_property
    def text(self) -> str:
        """The words of all pages."""
        return " ".join(self.pages)

    @property
    def catalogue(self) -> DictionaryObject:
        """The document's root."""
        root = self.reader.trailer["/Root"]
        assert isinstance(root, DictionaryObject)
        return root

    def tags(self) -> list[str]:
        """The roles of every element of the structure, in reading order."""
        return [str(one["/S"]) for one in self._elements()]

    def figures(self) -> list[str]:
        """What every picture is in words."""
        return [str(one.get("/Alt", "")) for one in self._elements() if str(one["/S"]) == "/Figure"]

    def _elements(self) -> Iterator[DictionaryObject]:
        """The elements of the structure in reading order."""
        waiting: list[Any] = [self.catalogue["/StructTreeRoot"]]
        while waiting:
            node = waiting.pop().get_object()
            if isinstance(node, list):
                waiting += reversed(node)
            elif isinstance(node, DictionaryObject):
                if "/S" in node:
                    yield node
                if "/K" in node:
                    waiting.append(node["/K"])

    def links(self) -> list[str]:
        """The addresses that can be followed."""
        notes = [note.get_object() for page in self.reader.pages for note in page.get("/Annots", [])]
        return [str(note["/A"]["/URI"]) for note in notes if note.get("/Subtype") == "/Link"]


def held(day: int, hour: int = 10, month: int = 2) -> OccurrenceDraft:
    """A meeting of two hours on a day of February 2027; the winter holiday is the 22nd to the 26th."""
    return OccurrenceDraft(datetime(2027, month, day, hour, tzinfo=OSLO), datetime(2027, month, day, hour + 2, tzinfo=OSLO))


@dataclass(slots=True)
class Board:
    """A world, and its posters."""

    world: World

    def poster(self, query: str = WINTER) -> Read:
        """The poster that the address gives."""
        response = self.world.get(f"/lier/poster.pdf?{query}")
        assert (response.status_code, response.mimetype) == (200, "application/pdf"), response.text
        return Read(response.data)

    def offer(self, title: str, day: int = 23, *, price: Price = FREE, **fields: Any) -> int:  # noqa: ANN401  any of a draft
        """An offer in the winter holiday, free where nothing else is said."""
        return self.world.offer(title, price=price, occurrences=(held(day),), **fields)

    def fill(self) -> None:
        """Three offers: one free in Hallingstad, one free and one paid in Egge; the index in step."""
        self.offer(
            "Skøytedag", 23, place=AT_SCHOOL, venue=VenueDraft("Tranbyhallen"), organisation=OrganisationDraft("Isklubben"),
            ages=AgeRange(6, 12), booking=Booking.DROP_IN,
        )  # fmt: skip
        self.offer("Tegneverksted", 24, place=IN_EGGE, venue=VenueDraft("Kulturhuset"))
        self.offer("Alpinkurs", 22, price=PAID, place=IN_EGGE, venue=VenueDraft("Bakken"))
        self.world.drain()


@pytest.fixture
def board(world: World) -> Board:
    """A small Lier, without offers."""
    return Board(world)
