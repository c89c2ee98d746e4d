"""Addresses that mail servers take, and what is refused."""

import pytest

from catalog.errors import InvalidValue
from catalog.mail_address import mail_address


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("anne@lier.no", "anne@lier.no"),
        (" Anne.B+krets@LIER.kommune.no ", "Anne.B+krets@lier.kommune.no"),
        ("post@blåbær.no", "post@xn--blbr-roah.no"),
        ("root@localhost", "root@localhost"),
    ],
)
def test_an_address_is_written_as_servers_take_it(given: str, meant: str) -> None:
    assert mail_address(given) == meant


@pytest.mark.parametrize(
    "given",
    ["", "anne", "@lier.no", "anne@", "a b@lier.no", "a@b@lier.no", "a..b@lier.no", "åse@lier.no", "a@lier..no", "a@-x.no", "a@x.no>",
     "<a@x.no>", "a@x.no\nRCPT TO:<b@x.no>", f"{'a' * 65}@x.no", f"a@{'b' * 64}.no", "a@[127.0.0.1]"],
)  # fmt: skip
def test_what_is_no_single_address_is_refused(given: str) -> None:
    with pytest.raises(InvalidValue, match="not an e-mail address"):
        mail_address(given)
