"""Fetches one file of a source to disk: from a path, or over http(s) politely and only from allowed addresses.

Promised: every hop's address is judged where it is connected to; at most three redirects, never from https to http; bytes are
counted after unpacking; the whole takes at most its total time; nothing of the environment (proxies, .netrc) is used; no
credentials travel. A failure is one plain sentence. It does not look into the file: whether it is a feed is the format's matter.
"""

import contextlib
import re
import ssl
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import httpcore
import httpx

from importers.address_guard import AddressPolicy, deceit
from importers.errors import FetchFailed, TooMuch
from importers.guarded_network import AddressRefused, DeadlinePassed, GuardedNetwork, HostUnknown, Resolve, resolved
from importers.politeness import MAX_ROBOTS_BYTES, RobotRules, is_paging_of, retry_after_s, robots_address
from importers.unpacking import ACCEPTED, unpacked

MAX_REDIRECTS = 3
STEP_TIMEOUT_S = 30.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
BUSY = frozenset({429, 503})
AGENT = "Krets"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FetchRules:
    """Limits and manners. Sizes are bytes of the plain file; `total_s` is one fetch, `run_…` all pages of one run."""

    policy: AddressPolicy = field(default_factory=AddressPolicy)
    user_agent: str = f"{AGENT} (leisure catalog of Norwegian municipalities)"
    max_bytes: int = 50_000_000
    max_file_bytes: int = 500_000_000
    total_s: float = 120.0
    run_bytes: int = 500_000_000
    run_pages: int = 10_000
    run_s: float = 1800.0
    resolve: Resolve = resolved
    trust: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What lets a server answer "not modified": kept only after a run whose records are all committed."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The request headers that ask for the file only if it changed."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return {name: value for name, value in pairs if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file on disk and what was said about it. `status` is None for a file that was not fetched over HTTP."""

    path: Path
    location: str
    size: int
    seconds: float
    status: int | None = None
    content_type: str | None = None
    validators: Validators = field(default_factory=Validators)

    @property
    def not_modified(self) -> bool:
        """Whether the server said that nothing changed; the file is then empty."""
        return self.status == NOT_MODIFIED


def is_web_address(location: str) -> bool:
    """Whether a location has a scheme; everything else is a path on this machine."""
    return _SCHEME.match(location) is not None


class Fetcher:
    """Fetches the files of one run into `folder`; the run's own limits span all its pages."""

    def __init__(self, folder: Path, rules: FetchRules, now: datetime) -> None:
        self._folder = folder
        self._rules = rules
        self._now = now
        self._started = time.monotonic()
        self._registered: str | None = None
        self._origin: tuple[str, str, int | None] | None = None
        self._robots: RobotRules | None = None
        self._bytes = 0
        self.pages = 0

    def fetch(self, location: str, known: Validators | None = None) -> Fetched:
        """The registered file. Raises `FetchFailed` or `TooMuch`, each with one plain sentence."""
        if not is_web_address(location):
            return self._from_path(location)
        address = re.sub(r"^webcals?:", "https:", location, flags=re.IGNORECASE)
        fetched = self._over_http(address, (known or Validators()).headers())
        self._registered, self._origin = fetched.location, _origin(fetched.location)
        return fetched

    def further(self, location: str, base: str) -> Fetched:
        """A further page of the same source: same host, scheme and port, within the run's limits, where robots.txt lets us."""
        if self._registered is None:
            raise FetchFailed("a file on disk has no further pages that could be fetched")
        address = _joined(base, location)
        if _origin(address) != self._origin:
            raise FetchFailed(f"a further page is on another host ({httpx.URL(address).host})")
        self._check_run_limits()
        if not is_paging_of(address, self._registered) and not self._robot_rules().allow(AGENT, address):
            raise FetchFailed(f"robots.txt of the site does not allow {address}")
        fetched = self._over_http(address, {})
        self.pages += 1
        return fetched

    def _check_run_limits(self) -> None:
        if self.pages >= self._rules.run_pages:
            raise TooMuch(f"the source has more than {self._rules.run_pages} pages")
        if self._bytes > self._rules.run_bytes:
            raise TooMuch(f"the pages of the source are larger than {self._rules.run_bytes // 1_000_000} MB together")
        if time.monotonic() - self._started > self._rules.run_s:
            raise TooMuch(f"the pages of the source took longer than {self._rules.run_s:.0f} s")

    def _robot_rules(self) -> RobotRules:
        if self._robots is None:
            address = robots_address(self._registered or "")
            limits = replace(self._rules, max_bytes=MAX_ROBOTS_BYTES)
            try:
                found = self._over_http(address, {}, limits)
                self._robots = RobotRules(found.path.read_text("utf-8", "replace"))
            except _Answered as answer:
                self._robots = RobotRules(None, reachable=answer.is_refusal)
            except FetchFailed:
                self._robots = RobotRules(None, reachable=False)
        return self._robots

    def _from_path(self, location: str) -> Fetched:
        path = Path(location)
        try:
            if not path.is_file():
                raise FetchFailed(f"there is no file {location!r}")
            with path.open("rb"):
                size = path.stat().st_size
        except (OSError, ValueError) as error:
            raise FetchFailed(f"the file {location!r} cannot be read ({getattr(error, 'strerror', None) or error})") from error
        if size > self._rules.max_file_bytes:
            raise TooMuch(f"the file is larger than {self._rules.max_file_bytes // 1_000_000} MB")
        return Fetched(path, location, size, 0.0)

    def _over_http(self, address: str, headers: dict[str, str], rules: FetchRules | None = None) -> Fetched:
        rules = rules or self._rules
        started = time.monotonic()
        with _in_plain_words(rules), _client(rules, started + rules.total_s) as client:
            for _ in range(MAX_REDIRECTS + 1):
                _refuse_deceit(address)
                with client.stream("GET", address, headers=headers) as answer:
                    if answer.status_code in REDIRECTS and "location" in answer.headers:
                        address = _joined(address, answer.headers["location"])
                        continue
                    return self._spooled(answer, address, rules, started)
        raise FetchFailed(f"more than {MAX_REDIRECTS} redirects")

    def _spooled(self, answer: httpx.Response, address: str, rules: FetchRules, started: float) -> Fetched:
        asked = {"if-none-match", "if-modified-since"} & set(answer.request.headers)
        if not (answer.is_success or (answer.status_code == NOT_MODIFIED and asked)):
            raise _Answered(answer, self._now)
        declared = answer.headers.get("content-length", "")
        if declared.isdigit() and int(declared) > rules.max_bytes:
            raise TooMuch(f"the file is larger than {rules.max_bytes // 1_000_000} MB")
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix="fetched-", delete=False) as file:
            for piece in unpacked(answer.iter_raw(), answer.headers.get("content-encoding"), max_bytes=rules.max_bytes):
                file.write(piece)
            size = file.tell()
        self._bytes += size
        return Fetched(
            path=Path(file.name),
            location=address,
            size=size,
            seconds=time.monotonic() - started,
            status=answer.status_code,
            content_type=answer.headers.get("content-type"),
            validators=Validators(answer.headers.get("etag"), answer.headers.get("last-modified")),
        )


class _Answered(FetchFailed):
    """The server answered, but not with a file."""

    def __init__(self, answer: httpx.Response, now: datetime) -> None:
        self.status = answer.status_code
        self.is_refusal = answer.is_client_error
        wish = retry_after_s(answer.headers.get("retry-after"), now) if answer.status_code in BUSY else None
        super().__init__(f"the server answered {answer.status_code} {answer.reason_phrase}".rstrip(), retry_after_s=wish)


def _refuse_deceit(address: str) -> None:
    reason = deceit(address)
    if reason:
        raise FetchFailed(f"address not allowed: {reason}")


def _joined(base: str, location: str) -> str:
    """A location that may be relative, made whole. Raises `FetchFailed` when it leads from https to http."""
    if "\\" in location or not location.isprintable():
        raise FetchFailed("address not allowed: the address has a back-slash, a space or a control character")
    try:
        whole = httpx.URL(base).join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchFailed("address not allowed: the address cannot be read") from error
    if httpx.URL(base).scheme == "https" and whole.scheme == "http":
        raise FetchFailed("address not allowed: it leads from https to http")
    return str(whole)


def _origin(address: str) -> tuple[str, str, int | None]:
    url = httpx.URL(address)
    return url.scheme, url.host, url.port


def _client(rules: FetchRules, deadline: float) -> httpx.Client:
    return httpx.Client(
        transport=_GuardedTransport(GuardedNetwork(rules.policy, deadline, rules.resolve), rules.trust),
        headers={"User-Agent": rules.user_agent, "Accept": "*/*", "Accept-Encoding": ACCEPTED},
        timeout=STEP_TIMEOUT_S,
        trust_env=False,
        follow_redirects=False,
    )


class _GuardedTransport(httpx.BaseTransport):
    """httpx over a guarded network, by httpcore's public door, so that there is no unguarded way when httpx changes."""

    def __init__(self, network: GuardedNetwork, trust: ssl.SSLContext | None) -> None:
        context = trust or httpx.create_ssl_context(trust_env=False)
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=network, max_connections=1)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        answer = self._pool.handle_request(
            httpcore.Request(request.method, target, headers=request.headers.raw, extensions=request.extensions)
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@contextlib.contextmanager
def _in_plain_words(rules: FetchRules) -> Iterator[None]:
    """Maps what the network raises to `FetchFailed` with a reason that a person understands."""
    try:
        yield
    except AddressRefused as error:
        raise FetchFailed(str(error)) from error
    except HostUnknown as error:
        raise FetchFailed(f"the host name {error} is not known") from error
    except DeadlinePassed as error:
        raise FetchFailed(f"the file was not there after {rules.total_s:.0f} s") from error
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise FetchFailed("the server did not answer in time") from error
    except (httpcore.ConnectError, httpcore.NetworkError) as error:
        raise FetchFailed(_connection_failure(error)) from error
    except (httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchFailed(f"the server's answer broke off or is not HTTP ({error})") from error


def _connection_failure(error: BaseException) -> str:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"the server's certificate is not valid ({cause.verify_message})"
    return f"no secure connection ({cause.reason})" if cause is not None else f"no connection to the server ({error})"
