"""Connections that only lead to allowed addresses, and that end at a deadline whatever the other side does.

The name is resolved here, each answer is judged, and the connection goes to the judged address itself, so a name that changes
its mind between check and use (DNS rebinding) gains nothing. TLS still verifies the name. No proxy is ever used: what a proxy
connects to cannot be checked.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable

import httpcore

from importers.address_guard import AddressPolicy

Resolve = Callable[[str, int], list[str]]


class AddressRefused(Exception):
    """No address of the host may be connected to: `host` and the `reason` for the first of them."""

    def __init__(self, host: str, reason: str) -> None:
        self.host = host
        self.reason = reason
        super().__init__(f"address not allowed: {host} ({reason})")


class HostUnknown(Exception):
    """The host name resolves to nothing."""


class DeadlinePassed(Exception):
    """The whole time of a fetch is used up."""


def resolved(host: str, port: int) -> list[str]:
    """Every IP address that the machine's resolver gives for a host, in its order, none twice."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise HostUnknown(host) from error
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


class GuardedNetwork(httpcore.NetworkBackend):
    """A network for `httpcore` that connects to allowed addresses only, until `deadline` (of `time.monotonic`)."""

    def __init__(self, policy: AddressPolicy, deadline: float, resolve: Resolve = resolved) -> None:
        self._policy = policy
        self._deadline = deadline
        self._resolve = resolve
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first allowed address of the host that answers."""
        failure: Exception | None = None
        for ip in self._allowed(host, port):
            try:
                stream = self._sockets.connect_tcp(ip, port, remaining(self._deadline, timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure or HostUnknown(host)

    def _allowed(self, host: str, port: int) -> list[str]:
        answers = self._resolve(host, port)
        reasons = {ip: self._policy.refusal(host, ip, port) for ip in answers}
        allowed = [ip for ip, reason in reasons.items() if reason is None]
        if answers and not allowed:
            raise AddressRefused(host, next(filter(None, reasons.values())))
        return allowed


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every read and write ends by the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, remaining(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, remaining(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, remaining(self._deadline, timeout))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def remaining(deadline: float, timeout: float | None) -> float:
    """The seconds that one step may take: its own limit or what is left of the whole. Raises `DeadlinePassed` at the end."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise DeadlinePassed
    return left if timeout is None else min(left, timeout)
