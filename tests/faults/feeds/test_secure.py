"""I15b: a connection that cannot be trusted is not used, the reason is said, and what was read before stays."""

import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.feeds.landing import Landing, table
from tests.web_server import running_server

Certificate = tuple[Path, Path]


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, int], Certificate]:
    """Makes a certificate for a host, valid for so many days (a negative number: it has expired), and its key."""
    folder = tmp_path_factory.mktemp("tls")

    def make(host: str, days: int) -> Certificate:
        name = f"{host}{days}"
        key, wish, certificate, names = (folder / f"{name}.{end}" for end in ("key", "csr", "pem", "ext"))
        names.write_text(f"subjectAltName=IP:{host}\n")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={host}", "-keyout", str(key), "-out", str(wish))
        signing = ["-req", "-in", str(wish), "-signkey", str(key), "-days", str(days), "-extfile", str(names), "-out", str(certificate)]
        openssl("x509", *signing)
        return certificate, key

    return make


def openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


def served_by(certificate: Certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


@pytest.mark.parametrize(
    ("host", "days", "trusted", "words"),
    [
        ("127.0.0.1", -1, True, "has expired"),
        ("127.0.0.1", 2, False, "self-signed"),
        ("127.0.0.2", 2, True, "IP address mismatch"),
    ],
    ids=["expired", "self-signed", "another's"],
)
def test_i15b_a_certificate_that_does_not_hold_is_named_and_nothing_is_lost(
    landing: Landing, certified: Callable[[str, int], Certificate], host: str, days: int, trusted: bool, words: str
) -> None:
    source_id = landing.served("/feed", table(range(3)))
    landing.run(source_id)
    certificate = certified(host, days)
    trust = ssl.create_default_context(cafile=str(certificate[0])) if trusted else ssl.create_default_context()
    landing.limit(trust=trust)
    with running_server(served_by(certificate)) as secure:
        landing.server.redirect("/feed", secure.address("/feed"))
        report = landing.run(source_id)
    assert report.outcome == "failed"
    assert "certificate is not valid" in (report.reason or "")
    assert words in (report.reason or "")
    assert landing.published() == 3
    assert secure.requests == []


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_i15b_an_outdated_protocol_is_refused(landing: Landing, certified: Callable[[str, int], Certificate]) -> None:
    certificate = certified("127.0.0.1", 2)
    outdated = served_by(certificate)
    outdated.set_ciphers("DEFAULT:@SECLEVEL=0")
    outdated.minimum_version = outdated.maximum_version = ssl.TLSVersion.TLSv1
    landing.limit(trust=ssl.create_default_context(cafile=str(certificate[0])))
    with running_server(outdated) as secure:
        report = landing.run(landing.source(secure.address("/feed")))
    assert report.outcome == "failed"
    assert "no secure connection" in (report.reason or "")
