"""Numbers that a family may ring in need: those that Norway has, each with a source and a day, none twice and none by mistake."""

import re
from urllib.parse import urlsplit

from web.help_numbers import FOR_THE_YOUNG, SOMEBODY, URGENT, last_checked

EVERY = (*URGENT, *SOMEBODY)
KNOWN = {
    "110": "Brann",
    "112": "Politi",
    "113": "Ambulanse",
    "116 117": "Legevakt",
    "22 59 13 00": "Giftinformasjonen",
    "1412": "Teksttelefon",
    "116 111": "Alarmtelefonen for barn og unge",
    "800 33 321": "Kors på halsen",
    "116 123": "Mental Helse",
    "116 006": "vold og overgrep",
}
"""Written down a second time, so that a slip of a finger in the table is found."""


def test_each_number_is_that_of_whom_it_names() -> None:
    assert {one.number for one in EVERY} == KNOWN.keys() and len(EVERY) == len(KNOWN)
    assert [one.number for one in EVERY if KNOWN[one.number] not in one.meaning] == []


def test_each_number_can_be_rung_by_a_tap() -> None:
    assert all(re.fullmatch(r"tel:\d{3,8}", one.url) for one in EVERY)


def test_each_number_has_a_public_source_and_the_day_on_which_it_was_checked() -> None:
    for one in EVERY:
        source = urlsplit(one.source)
        assert source.scheme == "https" and "." in source.netloc, one
        assert one.checked >= last_checked()


def test_the_young_are_given_those_that_answer_children() -> None:
    assert [one.number for one in FOR_THE_YOUNG] == ["116 111", "800 33 321"]
