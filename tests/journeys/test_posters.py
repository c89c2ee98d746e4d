"""A poster for the notice board of a school district: found from the first screen, delivered as a PDF, and open in the browser."""

import io
import re

import pypdf
import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.results import heading
from tests.journeys.traveller import Traveller, Way

pytestmark = pytest.mark.browser


def poster(traveller: Traveller, address: str) -> pypdf.PdfReader:
    """The poster of an address as the server delivers it."""
    answer = traveller.page.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    return pypdf.PdfReader(io.BytesIO(answer.body()))


def opens(traveller: Traveller, link: Locator, address: str) -> None:
    """Follows the link until the poster is open; a policy that forbids the browser's own viewer would leave it empty.

    That viewer is a page with a script, which a browser that is told to run none does not run here; there the answer is enough.
    """
    page = traveller.page
    if traveller.way is Way.KEYS:
        traveller.reach(link)
    if traveller.scripted:
        with page.expect_event("framenavigated", lambda frame: frame.url == address and frame.parent_frame is not None):
            traveller.press(link)
    else:
        with page.expect_response(address) as answer:
            traveller.press(link)
        assert answer.value.headers["content-type"] == "application/pdf"
    expect(page).to_have_url(address)


def test_the_poster_of_a_district_is_found_and_opens(traveller: Traveller) -> None:
    page = traveller.page
    page.goto("/lier/")
    districts = page.get_by_role("region", name=re.compile("^Tilbud etter"))
    name = "Gullaug"
    traveller.press(districts.get_by_role("link", name=name, exact=True))
    expect(page.locator("h1")).to_contain_text(name)
    link = page.locator(".box").get_by_role("link", name=re.compile(r"\(PDF\)$")).first
    period, address = link.inner_text().split(",")[0].removesuffix(" (PDF)"), f"{traveller.server}{link.get_attribute('href')}"
    text = "\n".join(one.extract_text() for one in poster(traveller, address).pages)
    assert name in text and period in text

    opens(traveller, link, address)
    page.go_back()
    expect(page.locator("h1")).to_contain_text(name)


def test_a_search_that_a_poster_can_show_leads_to_the_poster_of_the_same(traveller: Traveller) -> None:
    page = traveller.page
    page.goto("/lier/")
    with_offers = page.get_by_role("region", name="Neste ferier").locator("li", has_text=re.compile("gratis"))
    traveller.press(with_offers.get_by_role("link").first)
    expect(page.locator(".chips .ds-chip")).to_have_count(1)
    found = heading(page)
    link = page.get_by_role("link", name="Plakat å henge opp (PDF)")
    address = f"{traveller.server}{link.get_attribute('href')}"
    assert len(poster(traveller, address).pages) > 1
    opens(traveller, link, address)
    page.go_back()
    expect(page.locator("h1")).to_have_text(found)
