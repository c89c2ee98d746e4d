"""What tests of mails share: an installation, a certificate that only the tests trust, and a mail."""

import ssl
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalog.clock import FixedClock
from catalog.mail import Claimed
from tests.factories.installations import fill, installation
from web.context import Krets


@pytest.fixture
def krets(tmp_path: Path, clock: FixedClock) -> Iterator[Krets]:
    """Lier, with an operator."""
    with installation(tmp_path / "var", clock, base_url="https://fritid.example.no", operator_email="drift@example.no") as opened:
        fill(opened, [])
        yield opened


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A self-signed certificate for 127.0.0.1 and its key."""
    folder = tmp_path_factory.mktemp("mail-tls")
    paths = folder / "cert.pem", folder / "key.pem"
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    command = ["openssl", *words.split(), "-out", str(paths[0]), "-keyout", str(paths[1])]
    subprocess.run(command, check=True, capture_output=True)
    return paths


@pytest.fixture
def server_tls(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    """What a server with the certificate speaks."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


@pytest.fixture
def trust(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    """Trusts the certificate and no other."""
    return ssl.create_default_context(cafile=str(certificate[0]))


@pytest.fixture
def mail() -> Claimed:
    """A mail with letters that headers cannot hold as they are."""
    at = datetime(2026, 11, 22, 11, tzinfo=UTC)
    subject = "Kilden «Blåbærturen på Østre Ås» kan ikke leses – prøv igjen"
    return Claimed(7, 1, "t0ken", "anne@lier.no", subject, "Hei på deg, Åse\n.\nSlutt\n", "<p>Hei på deg, Åse</p>", "nb", {}, at)
