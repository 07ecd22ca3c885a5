"""The server: on this machine, or behind a proxy of the user's, and the tables written when it ends."""

from __future__ import annotations

import re
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from types import ModuleType
from typing import Any

from foedus.case.coding.log.database.opening import journals_of
from foedus.errors import InputError
from foedus.extras import need
from foedus.interruption import taken_elsewhere

HOST = "127.0.0.1"
_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?")
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that end the server."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server listens, and by which name it is known."""

    port: int = 0  #: 0 takes a free one.
    host: str = HOST  #: Address of this machine.
    #: Name that a proxy of the user's hands on, as in ``coding.example.org``; empty where there is none.
    proxy: str = ""

    def check(self, *, named: bool) -> None:
        """Raise InputError if others could come in who have not signed in."""
        if self.proxy and not named:
            raise InputError("--behind-proxy: others can reach the workspace then; name the coders with --coders FILE")
        if self.proxy and not _NAME.fullmatch(self.proxy):
            raise InputError(
                f"--behind-proxy {self.proxy!r}: expected the name that browsers ask for, such as coding.example.org"
            )
        if not self.proxy and not _is_loopback(self.host):
            raise InputError(
                f"--host {self.host!r} is not this machine alone, and keys would go over the network in the clear; put a proxy "
                "with HTTPS before it and name it with --behind-proxy"
            )


def serve(
    folder: Path,
    *,
    coder: str,
    place: Place,
    ready: Callable[[str, tuple[str, ...]], None],
    database: str = "",
    coders: Path | None = None,
    blind: bool = False,
) -> tuple[str, ...]:
    """Serve a case until the program is interrupted; return the tables that were written at the end.

    Parameters
    ----------
    folder : Path
        The case folder.
    coder : str
        Who codes, where there is one coder alone.
    place : Place
        Where the server listens.
    ready : callable
        Called before requests are answered with the address, key included where there is one coder, and with what must be
        told of the case.
    database : str, optional
        URL of the database in which a team keeps the log; by default it stands in the folder alone.
    coders : Path, optional
        File of several coders, who sign in each with a key of their own.
    blind : bool, optional
        Whether coders do not see what others have coded in a document until both have done with it.

    Raises
    ------
    InputError
        If the case, a name or the database cannot be used, the port is taken, or an extra is missing.
    """
    uvicorn = need("uvicorn", what="the workspace")
    need("starlette", what="the workspace")
    from foedus.workspace.desk import Desk
    from foedus.workspace.verdicts import Verdicts

    place.check(named=coders is not None)
    first = coder if coders is None else _first_of(coders)
    journals = journals_of(folder, database)
    try:
        desk = Desk(folder, first, journals=journals, blind=blind)
        verdicts = Verdicts(folder, desk.export, seen=desk.write_seen if blind else None)
        with _listening(place) as listener:
            known = _Known.of(place, listener.getsockname()[1])
            guarded, end = _guarded(desk, verdicts, known=known, coders=coders)
            server = _server(uvicorn, guarded)
            ready(f"{known.address}/{end}", desk.notes)
            verdicts.ask()
            try:
                with taken_elsewhere():
                    server.run(sockets=[listener])
            finally:
                written = desk.export()
    finally:
        journals.close()
    return written


def _first_of(coders: Path) -> str:
    """Any coder of a file: the one at whose desk those of the others stand."""
    from foedus.workspace.coders import read_coders

    names = sorted(read_coders(coders))
    if not names:
        raise InputError(f"{str(coders)!r} names nobody; add a coder with `foedus workspace coder NAME --coders`")
    return names[0]


@dataclass(frozen=True, slots=True)
class _Known:
    """By what the server is asked for."""

    address: str
    hosts: frozenset[str]
    secure: bool

    @classmethod
    def of(cls, place: Place, port: int) -> _Known:
        if place.proxy:
            name = place.proxy.lower()
            return cls(f"https://{name}", frozenset({name, f"{name}:443"}), secure=True)
        host = f"[{place.host}]" if ":" in place.host else place.host
        return cls(f"http://{host}:{port}", frozenset(f"{name}:{port}" for name in (host, "localhost")), secure=False)


def _guarded(desk: Any, verdicts: Any, *, known: _Known, coders: Path | None) -> tuple[Any, str]:
    """The application with its guard, and what the first address ends with."""
    from foedus.workspace.access import Access
    from foedus.workspace.app import make_app
    from foedus.workspace.team import TeamAccess

    if coders is None:
        token = secrets.token_urlsafe(24)
        return Access(make_app(desk, verdicts), token=token, hosts=known.hosts), f"?token={token}"

    def app_of(name: str) -> Any:
        own = desk.beside(name)
        # Who works blind sees the verdict of what they see.
        return make_app(own, type(verdicts)(desk.folder, desk.export, seen=own.write_seen) if desk.blind else verdicts)

    return TeamAccess(app_of, coders=coders, hosts=known.hosts, secure=known.secure), ""


def _server(uvicorn: ModuleType, app: Any) -> Any:
    class Server(uvicorn.Server):  # type: ignore[misc,name-defined]
        """A server that a signal ends as it should end: what was asked is answered, then the tables are written."""

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            if threading.current_thread() is not threading.main_thread():
                yield
                return
            before = {number: signal.signal(number, self.handle_exit) for number in SIGNALS}
            try:
                yield
            finally:
                for number, handler in before.items():
                    signal.signal(number, handler)

    config = uvicorn.Config(
        app, log_level="critical", access_log=False, server_header=False, timeout_graceful_shutdown=1, lifespan="off"
    )
    return Server(config)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(place: Place) -> socket.socket:
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    try:
        return socket.create_server((place.host, place.port), family=family)
    except OSError as error:
        raise InputError(
            f"port {place.port} of {place.host} cannot be used ({error.strerror}); take another with --port, or 0"
        ) from error
