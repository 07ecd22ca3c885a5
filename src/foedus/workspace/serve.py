"""The server: on this machine alone, with a key made anew for each start, and the tables written when it ends."""

from __future__ import annotations

import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from foedus.case.coding.log.database.opening import journals_of
from foedus.errors import InputError
from foedus.extras import need

HOST = "127.0.0.1"
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that end the server."""


def serve(
    folder: Path, *, coder: str, port: int, ready: Callable[[str, tuple[str, ...]], None], database: str = ""
) -> tuple[str, ...]:
    """Serve a case until the program is interrupted; return the tables that were written at the end.

    Parameters
    ----------
    folder : Path
        The case folder.
    coder : str
        Who codes.
    port : int
        Port on this machine; 0 takes a free one.
    ready : callable
        Called before requests are answered with the address, key included, and with what must be told of the case.
    database : str, optional
        URL of the database in which a team keeps the log; by default it stands in the folder alone.

    Raises
    ------
    InputError
        If the case, the name or the database cannot be used, the port is taken, or an extra is missing.
    """
    uvicorn = need("uvicorn", what="the workspace")
    need("starlette", what="the workspace")
    from foedus.workspace.access import Access
    from foedus.workspace.app import make_app
    from foedus.workspace.desk import Desk
    from foedus.workspace.verdicts import Verdicts

    journals = journals_of(folder, database)
    desk = Desk(folder, coder, journals=journals)
    verdicts = Verdicts(folder, desk.export)
    with _listening(port) as listener:
        number = listener.getsockname()[1]
        token = secrets.token_urlsafe(24)
        hosts = frozenset(f"{name}:{number}" for name in (HOST, "localhost"))
        guarded = Access(make_app(desk, verdicts), token=token, hosts=hosts)
        server = _server(uvicorn, guarded)
        ready(f"http://{HOST}:{number}/?token={token}", desk.notes)
        verdicts.ask()
        try:
            server.run(sockets=[listener])
        finally:
            written = desk.export()
            journals.close()
    return written


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
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=1, lifespan="off"
    )
    return Server(config)


def _listening(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise InputError(
            f"port {port} of this machine cannot be used ({error.strerror}); take another with --port, or 0"
        ) from error
    return listener
