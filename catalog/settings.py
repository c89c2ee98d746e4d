"""Settings: frozen, typed, from the environment, every problem reported at once. Nobody else reads the environment.

`SETTINGS` is the one table of names, defaults and meanings; the README shows it and a test keeps the two equal.
"""

import contextlib
import ipaddress
import os
import re
import secrets
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from catalog.errors import InvalidValue, SettingsInvalid
from catalog.mail_address import mail_address

SECRET_BYTES = 32
SHORTEST_SECRET = 32
_SITE = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: environment name, default in words, meaning in one line."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting(
        "KRETS_DATABASE_URL", "SQLite in the data folder", "SQLAlchemy address of the database: `sqlite:///…` or `postgresql+psycopg://…`"
    ),
    Setting("KRETS_DATA_DIR", "`./var`", "folder for the embedded database, search index, mails and keys"),
    Setting("KRETS_BASE_URL", "`http://127.0.0.1:8000`", "public address; links in mails, calendars and feeds begin with it"),
    Setting("KRETS_TRUSTED_HOSTS", "host of the base address, localhost", "comma list of host names that requests may carry"),
    Setting(
        "KRETS_PROXIES",
        "`0`",
        "how many proxies in front add to `X-Forwarded-For`; behind one that is not counted, forms have no limit by network",
    ),
    Setting("KRETS_SECRET_KEY", "made on first start", "signs forms and cookies; at least 32 characters"),
    Setting("KRETS_SMTP_URL", "none: mails become files", "`smtp://user:password@host:587`; without it mails are written under `var/mail`"),
    Setting("KRETS_MAIL_FROM", "krets@ and the host of the base address", "the address that mails come from"),
    Setting(
        "KRETS_OPERATOR_EMAIL",
        "none",
        "who is told when the background jobs stand still or a municipality has no coordinator; answers to mails go there",
    ),
    Setting("KRETS_GEOCODER_URL", "none: offline geocoder", "base address of Kartverket's address service"),
    Setting("KRETS_BRREG_URL", "none: manual entry", "base address of Brønnøysundregistrene's open data"),
    Setting("KRETS_TILE_URL", "none: own shapes", "tile address template of the map, with `{z}/{x}/{y}`"),
    Setting("KRETS_TILE_CREDIT", "none; needed with tiles", "whom the map images are from, as their licence asks: `© Kartverket`"),
    Setting(
        "KRETS_ALLOW_PRIVATE_FEEDS", "none", "comma list of hosts or networks that feeds may be fetched from though they are not public"
    ),
    Setting("KRETS_ACCESSIBILITY_URL", "none", "address of the published accessibility statement, linked in the footer"),
    Setting(
        "KRETS_WIDGET_SITES",
        "any site",
        "comma list of sites (`https://skole.example`, `https://*.example`) that may show a search in a frame",
    ),
    Setting("KRETS_LOG_LEVEL", "`info`", "`debug`, `info`, `warning` or `error`"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its type; see `SETTINGS` for the meanings."""

    database_url: str
    data_dir: Path
    base_url: str
    trusted_hosts: tuple[str, ...]
    secret_key: str
    mail_from: str = "krets@localhost"
    smtp_url: str | None = None
    operator_email: str | None = None
    geocoder_url: str | None = None
    brreg_url: str | None = None
    tile_url: str | None = None
    tile_credit: str | None = None
    allow_private_feeds: tuple[str, ...] = ()
    accessibility_url: str | None = None
    widget_sites: tuple[str, ...] = ()
    proxies: int = 0
    log_level: str = "info"


def settings_from(environment: Mapping[str, str], *, default_base_url: str = "http://127.0.0.1:8000") -> Settings:
    """The settings that the environment asks for. Raises `SettingsInvalid` with every problem, never only the first.

    An empty variable counts as absent. The secret key is made and kept in the data folder (mode 0600) when none is given.
    """
    given = {name: value.strip() for name, value in environment.items() if name.startswith("KRETS_") and value.strip()}
    data_dir = Path(given.get("KRETS_DATA_DIR", "var")).resolve()
    base_url = given.get("KRETS_BASE_URL", default_base_url).rstrip("/")
    database_url = given.get("KRETS_DATABASE_URL", f"sqlite:///{data_dir / 'krets.db'}")
    private = _list(given.get("KRETS_ALLOW_PRIVATE_FEEDS"))
    if problems := _problems_of({**given, "KRETS_BASE_URL": base_url, "KRETS_DATABASE_URL": database_url}, private):
        raise SettingsInvalid(problems)
    secret_key = given.get("KRETS_SECRET_KEY")
    own_host = urlsplit(base_url).hostname or "127.0.0.1"
    return Settings(
        database_url=database_url,
        data_dir=data_dir,
        base_url=base_url,
        trusted_hosts=_list(given.get("KRETS_TRUSTED_HOSTS")) or tuple(dict.fromkeys([own_host, "127.0.0.1", "localhost"])),
        secret_key=secret_key or _kept_secret(data_dir),
        mail_from=mail_address(given.get("KRETS_MAIL_FROM") or f"krets@{_mail_host(own_host)}"),
        smtp_url=given.get("KRETS_SMTP_URL"),
        operator_email=mail_address(given["KRETS_OPERATOR_EMAIL"]) if "KRETS_OPERATOR_EMAIL" in given else None,
        geocoder_url=given.get("KRETS_GEOCODER_URL"),
        brreg_url=given.get("KRETS_BRREG_URL"),
        tile_url=given.get("KRETS_TILE_URL"),
        tile_credit=given.get("KRETS_TILE_CREDIT"),
        allow_private_feeds=private,
        accessibility_url=given.get("KRETS_ACCESSIBILITY_URL"),
        widget_sites=_list(given.get("KRETS_WIDGET_SITES")),
        proxies=int(given.get("KRETS_PROXIES", "0")),
        log_level=given.get("KRETS_LOG_LEVEL", "info").lower(),
    )


def _problems_of(given: Mapping[str, str], private: Iterable[str]) -> list[str]:
    """Every setting that cannot be meant, in words."""
    problems: list[str] = []
    for name in ("KRETS_BASE_URL", "KRETS_GEOCODER_URL", "KRETS_BRREG_URL", "KRETS_ACCESSIBILITY_URL"):
        _check(problems, name, given.get(name), _is_web_address, "must be http://… or https://…")
    _check(problems, "KRETS_SMTP_URL", given.get("KRETS_SMTP_URL"), _is_mail_server, "must be smtp://host:port or smtps://host:port")
    for name in ("KRETS_MAIL_FROM", "KRETS_OPERATOR_EMAIL"):
        _check(problems, name, given.get(name), _is_mailbox, "must be one e-mail address, such as krets@lier.kommune.no")
    _check(
        problems, "KRETS_TILE_URL", given.get("KRETS_TILE_URL"), _is_tile_template, "must be https://… with {z}, {x} and {y}, on one host"
    )
    if "KRETS_TILE_URL" in given and "KRETS_TILE_CREDIT" not in given:
        problems.append("KRETS_TILE_CREDIT: must say whom the map images of KRETS_TILE_URL are from")
    _check(problems, "KRETS_PROXIES", given.get("KRETS_PROXIES"), _is_small_number, "must be a number from 0 to 9")
    _check(problems, "KRETS_LOG_LEVEL", given.get("KRETS_LOG_LEVEL"), _is_level, "must be debug, info, warning or error")
    problems += [
        f"KRETS_ALLOW_PRIVATE_FEEDS: {entry!r} is neither a host nor a network" for entry in private if not _is_host_or_network(entry)
    ]
    problems += [
        f"KRETS_WIDGET_SITES: {site!r} is no site; write https:// and its host"
        for site in _list(given.get("KRETS_WIDGET_SITES"))
        if not _SITE.fullmatch(site)
    ]
    database_url = given.get("KRETS_DATABASE_URL")
    _check(problems, "KRETS_DATABASE_URL", database_url, _is_database_address, "must be sqlite:///… or postgresql+psycopg://…")
    secret_key = given.get("KRETS_SECRET_KEY")
    _check(problems, "KRETS_SECRET_KEY", secret_key, _is_long, f"must have at least {SHORTEST_SECRET} characters")
    return problems


def _check(problems: list[str], name: str, value: str | None, holds: Callable[[str], bool], rule: str) -> None:
    if value is not None and not holds(value):
        problems.append(f"{name}: {rule}")


def _list(value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (value or "").split(",") if part.strip())


def _is_web_address(value: str) -> bool:
    return value.startswith(("http://", "https://")) and bool(urlsplit(value).hostname)


def _is_mail_server(value: str) -> bool:
    try:
        parts = urlsplit(value)
        secrets_fit = unquote(f"{parts.username}{parts.password}").isascii()  # as the protocol's library sends them
        return parts.scheme in {"smtp", "smtps"} and bool(parts.hostname) and parts.port != 0 and parts.path in {"", "/"} and secrets_fit
    except ValueError:
        return False


def _is_mailbox(value: str) -> bool:
    try:
        return bool(mail_address(value))
    except InvalidValue:
        return False


def _mail_host(host: str) -> str:
    """The host as the right side of an address; a number is none (RFC 5321 has a form for it that many servers refuse)."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host if _is_mailbox(f"krets@{host}") else "localhost"
    return "localhost"


def _is_tile_template(value: str) -> bool:
    return _is_web_address(value) and all(part in urlsplit(value).path + urlsplit(value).query for part in ("{z}", "{x}", "{y}"))


def _is_small_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) == 1


def _is_level(value: str) -> bool:
    return value.lower() in {"debug", "info", "warning", "error"}


def _is_database_address(value: str) -> bool:
    return value.startswith(("sqlite:///", "postgresql+psycopg://"))


def _is_long(value: str) -> bool:
    return len(value) >= SHORTEST_SECRET


def _is_host_or_network(value: str) -> bool:
    try:
        ipaddress.ip_network(value, strict=False)
    except ValueError:
        return all(part and part.replace("-", "").isalnum() for part in value.split("."))
    return True


def _kept_secret(data_dir: Path) -> str:
    """The key in the data folder, made there once with mode 0600; two processes that start at once agree on one."""
    path = data_dir / "secret-key"
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _make_secret(path)
        key = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise SettingsInvalid([f"KRETS_DATA_DIR: cannot use {data_dir} ({error.strerror})"]) from error
    if len(key) < SHORTEST_SECRET:
        raise SettingsInvalid([f"the key in {path} is too short; delete the file to make a new one"])
    return key


def _make_secret(path: Path) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".secret-")
    made = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(SECRET_BYTES))
        with contextlib.suppress(FileExistsError):
            os.link(made, path)
    finally:
        made.unlink()
