"""Proofs of links: only ours, only for their purpose, whole."""

from hypothesis import given
from hypothesis import strategies as st

from catalog.links_by_mail import LinkProofs, new_handle

PROOFS = LinkProofs("a secret of the tests")


def test_a_token_leads_to_its_handle_for_its_purpose_only() -> None:
    handle = new_handle()
    token = PROOFS.token("end", handle)
    assert PROOFS.handle("end", token) == handle
    assert PROOFS.handle("confirm", token) is None
    assert LinkProofs("another secret").handle("end", token) is None
    assert len({new_handle() for _ in range(1000)}) == 1000


@given(st.integers(0, 66), st.characters())
def test_a_token_with_one_other_character_is_none(place: int, letter: str) -> None:
    token = PROOFS.token("end", "0123456789abcdef01234567")
    other = token[:place] + letter + token[place + 1 :]
    assert (PROOFS.handle("end", other) is not None) == (other == token)


@given(st.text())
def test_any_other_text_is_none(text: str) -> None:
    assert PROOFS.handle("end", text) is None


def test_the_secret_is_not_shown() -> None:
    assert "secret of" not in repr(PROOFS)
