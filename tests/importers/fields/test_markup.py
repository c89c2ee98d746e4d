"""Descriptions: a short list of tags, nothing that runs, loads or leaves the page unseen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.fields.markup import TAGS, plain_line, plain_text, safe_html

HOSTILE = (
    "<p>Hei<script>alert(1)</script></p>", "<img src=x onerror=alert(1)>", "<a href='//evil.example/x'>l</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<svg/onload=alert(1)>", "<iframe src='https://evil.example'></iframe><b>x</b>", "<p style='background:url(//evil.example)'>x</p>",
    "<a href='data:text/html,x'>x</a>", "<p onclick=alert(1)>x</p>", "<math><mtext></p><style><img src=x onerror=alert(1)></style>",
    "<p>\u202egnp.exe</p>", "<a href='/relative'>x</a>", "<form action='https://evil.example'><input></form><p>x</p>",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_html_is_inert(text: str) -> None:
    cleaned = safe_html(text)
    tags = re.findall(r"<[^>]*>", cleaned)
    assert "\u202e" not in cleaned
    assert all(re.fullmatch(r"</?[a-z0-9]+( rel=\"[a-z ]+\")?>", tag) and re.findall(r"[a-z0-9]+", tag)[0] in TAGS for tag in tags)


def test_plain_text_becomes_paragraphs_with_its_signs_escaped() -> None:
    assert safe_html("Hei & hå\n\n5 < 6\nlinje") == "<p>Hei &amp; hå</p><p>5 &lt; 6<br>linje</p>"


def test_whole_links_stay_and_open_without_telling_where_from() -> None:
    link = safe_html("<a href='https://a.no/x' rel='x' target='_top'>x</a>")
    assert link == '<a href="https://a.no/x" rel="noopener nofollow ugc">x</a>'
    assert 'href="mailto:a@b.no"' in safe_html("<a href='mailto:a@b.no'>x</a>")


def test_headings_and_divisions_keep_their_lines() -> None:
    assert safe_html("<h1>T</h1><div>a</div><div>b</div>") == "<h3>T</h3>a<br>b"


def test_words_alone_keep_lines_and_lose_tags() -> None:
    assert plain_text("<h2>T</h2><p>a<br>b</p><ul><li>x</li></ul>&amp;&nbsp;y") == "T\n\na\nb\n\nx\n\n& y"
    assert plain_line("<p>a</p><p>b</p>") == "a b"
    assert plain_text("5 < 6 & 7") == "5 < 6 & 7"


def test_decomposed_letters_are_composed() -> None:
    assert plain_line("Ba\u030at") == "Båt"


@given(st.text(max_size=300) | st.text(alphabet="<>/apbri =\"'&;#x!-[]scriptno", max_size=300))
def test_whatever_comes_out_has_only_known_tags(text: str) -> None:
    assert set(re.findall(r"</?([a-z0-9]+)", safe_html(text))) <= TAGS


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_but_what_looks_like_tags(text: str) -> None:
    once = safe_html(text)
    assert safe_html(once) == once or "&" in once
