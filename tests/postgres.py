"""A PostgreSQL for tests: the one that `KRETS_TEST_POSTGRES_URL` names, else a throw-away cluster of this machine's own.

Nothing outside a temporary folder is touched; the cluster listens on loopback only and is stopped with the tests.
"""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

URL_VARIABLE = "KRETS_TEST_POSTGRES_URL"
DRIVER = "postgresql+psycopg"


def server_programs() -> Path | None:
    """The folder of the newest installed `initdb` and `pg_ctl`, None where there is no server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextlib.contextmanager
def running_server() -> Iterator[str]:
    """The address (without a database name) of a server that may be used freely.

    Its folder is not below pytest's, which every further run of pytest closes to others: the server would then stop.
    """
    if os.environ.get(URL_VARIABLE):
        yield os.environ[URL_VARIABLE].rstrip("/")
        return
    programs = server_programs()
    if programs is None:
        raise FileNotFoundError("no PostgreSQL server programs")
    with tempfile.TemporaryDirectory(prefix="krets-postgres-") as folder, _own_cluster(programs, Path(folder)) as port:
        yield f"{DRIVER}://postgres@127.0.0.1:{port}"


@contextlib.contextmanager
def _own_cluster(programs: Path, folder: Path) -> Iterator[int]:
    data, port = folder / "data", _free_port()
    user = _unprivileged_user(folder)
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    _run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"], user)
    _run([programs / "pg_ctl", "-D", data, "-l", data / "log", "-w", "-o", options, "start"], user)
    try:
        yield port
    finally:
        _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], user)


def _unprivileged_user(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: its own account then owns the folder."""
    if os.geteuid() != 0:
        return None
    account = pwd.getpwnam("postgres")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return "postgres"


def _run(command: list[object], user: str | None) -> None:
    prefix = ["runuser", "-u", user, "--"] if user else []
    subprocess.run([*prefix, *map(str, command)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", timeout=60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
