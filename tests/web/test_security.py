"""What every answer carries, and that pages need nothing which the policy forbids."""

import pytest

from tests.web.world import World
from web.security import CONTENT_POLICY, content_policy


@pytest.mark.parametrize("path", ["/", "/lier/", "/nowhere/at/all", "/healthz", "/api/v1/municipalities", "/lier/calendar.ics"])
def test_every_answer_is_protected(world: World, path: str) -> None:
    headers = world.get(path).headers
    assert headers["Content-Security-Policy"] == content_policy()
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert headers["Cache-Control"]


def test_the_policy_lets_nothing_in_from_outside_and_no_inline_code() -> None:
    assert CONTENT_POLICY["default-src"] == "'none'"
    assert "unsafe" not in content_policy() and "http" not in content_policy() and "*" not in content_policy()


def test_a_foreign_host_name_is_refused(world: World) -> None:
    assert world.client.get("/lier/", base_url="https://evil.example").status_code == 400


@pytest.mark.parametrize("path", ["/", "/lier/", "/lier/?q=kor", "/lier/about", "/nowhere"])
def test_pages_hold_no_inline_script_style_or_handler(world: World, path: str) -> None:
    text = world.get(path).text
    assert " style=" not in text and "<style" not in text and " onclick=" not in text
    assert not [
        tag for tag in text.split("<script")[1:] if "src=" not in tag.split(">")[0] and "application/ld+json" not in tag.split(">")[0]
    ]
