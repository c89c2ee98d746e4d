"""Names that change their mind, deadlines and certificates: where a connection leads is judged where it is made."""

import ssl
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from importers.address_guard import AddressPolicy
from importers.errors import FetchFailed
from importers.fetch import Fetcher, FetchRules
from tests.web_server import WebServer, running_server

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)
LOCAL = FetchRules(policy=AddressPolicy.allowing(["127.0.0.1"]), total_s=5)


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    return Fetcher(tmp_path, LOCAL, NOW)


def test_a_name_that_changes_its_mind_never_leads_inside(tmp_path: Path, web_server: WebServer) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254", "::1"]])
    rules = replace(LOCAL, resolve=lambda *_: next(answers))
    fetcher = Fetcher(tmp_path, rules, NOW)
    web_server.redirect("/feed", web_server.address("/again", "feeds.example"))
    for _ in range(2):
        with pytest.raises(FetchFailed, match=r"address not allowed: feeds\.example"):
            fetcher.fetch(web_server.address("/feed", "feeds.example"))
    assert len(web_server.requests) == 1


def test_of_mixed_answers_only_the_allowed_address_is_connected_to(tmp_path: Path, web_server: WebServer) -> None:
    web_server.answer("/feed", "a")
    fetcher = Fetcher(tmp_path, replace(LOCAL, resolve=lambda *_: ["10.0.0.1", "127.0.0.1"]), NOW)
    assert fetcher.fetch(web_server.address("/feed", "feeds.example")).size == 1


def test_a_host_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match=r"no-such\.example is not known"):
        Fetcher(tmp_path, replace(LOCAL, resolve=lambda *_: []), NOW).fetch("http://no-such.example/")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A self-signed certificate for 127.0.0.1 and its key."""
    folder = tmp_path_factory.mktemp("tls")
    paths = folder / "cert.pem", folder / "key.pem"
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        *names,
        "-out",
        str(paths[0]),
        "-keyout",
        str(paths[1]),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return paths


@pytest.fixture
def secure_context(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


def test_a_certificate_nobody_vouches_for_is_named(fetcher: Fetcher, secure_context: ssl.SSLContext) -> None:
    with running_server(secure_context) as server, pytest.raises(FetchFailed, match="certificate is not valid"):
        fetcher.fetch(server.address("/feed"))


def test_a_certificate_of_another_host_is_named(tmp_path: Path, certificate: tuple[Path, Path], secure_context: ssl.SSLContext) -> None:
    trust = ssl.create_default_context(cafile=str(certificate[0]))
    rules = replace(LOCAL, trust=trust, resolve=lambda *_: ["127.0.0.1"])
    with running_server(secure_context) as server, pytest.raises(FetchFailed, match="certificate is not valid"):
        Fetcher(tmp_path, rules, NOW).fetch(server.address("/feed", "other.example"))


def test_https_works_and_never_leads_to_http(
    tmp_path: Path, certificate: tuple[Path, Path], secure_context: ssl.SSLContext, web_server: WebServer
) -> None:
    rules = replace(LOCAL, trust=ssl.create_default_context(cafile=str(certificate[0])))
    with running_server(secure_context) as server:
        server.answer("/feed", "a")
        server.redirect("/down", web_server.address("/feed"))
        fetcher = Fetcher(tmp_path, rules, NOW)
        assert fetcher.fetch(server.address("/feed")).size == 1
        assert fetcher.fetch(server.address("/feed").replace("https:", "webcal:")).size == 1
        with pytest.raises(FetchFailed, match="from https to http"):
            fetcher.fetch(server.address("/down"))
    assert web_server.requests == []
