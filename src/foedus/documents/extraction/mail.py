"""Mails: subject, sender and date, then the plain part, else the web page; attachments are documents of their own."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from foedus.documents.extraction.encodings import decode
from foedus.documents.extraction.html import read_text
from foedus.documents.extraction.lines import mend
from foedus.documents.extraction.parts import MOST_DOCUMENTS, Part, Reading
from foedus.documents.text import stored
from foedus.errors import InputError

_SHOWN = ("Subject", "From", "Date")
_TELLING = frozenset(("from", "date", "subject", "received"))
_ENDINGS = {"text/plain": "txt", "text/html": "html", "application/pdf": "pdf", "message/rfc822": "eml"}


def read(name: str, data: bytes, *, encoding: str = "") -> Reading:
    """Return the text of a mail, with its attachments as parts."""
    message = message_from_bytes(data, policy=policy.default)
    fields = {field.lower() for field in message.keys()}  # noqa: SIM118 - a mail is no mapping
    if not isinstance(message, EmailMessage) or not fields & _TELLING:
        raise InputError(
            f"{name} is no mail: it has none of the fields From, Date and Subject; expected a file saved as .eml"
        )
    try:
        return _reading(name, message, encoding=encoding)
    except (InputError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a broken field makes the standard library raise what it likes
        raise InputError(
            f"{name} is damaged ({type(error).__name__} in one of its fields); save its text as .txt and add that"
        ) from None


def _reading(name: str, message: EmailMessage, *, encoding: str) -> Reading:
    head = [f"{field}: {_field(message, field)}\n" for field in _SHOWN if _field(message, field)]
    body, notes = _body(name, message, encoding=encoding)
    parts = []
    for number, attached in enumerate(message.iter_attachments(), start=1):
        part = _part(attached, number)
        if part is not None:
            parts.append(part)
        if len(parts) > MOST_DOCUMENTS:
            raise InputError(
                f"{name} has more than {MOST_DOCUMENTS:,} attachments; save those that you need and add them"
            )
    broken = [type(defect).__name__ for part in message.walk() for defect in part.defects]
    if broken:
        notes += (f"the mail is damaged or not as the rules of mail ask ({', '.join(dict.fromkeys(broken))})",)
    return Reading(
        stored("".join(head) + ("\n" if head and body else "") + body), notes, _day(message), "", tuple(parts)
    )


def _field(message: EmailMessage, field: str) -> str:
    try:
        return " ".join(str(message.get(field, "")).split())
    except Exception:  # noqa: BLE001 - a broken field makes the standard library raise what it likes
        return ""


def _body(name: str, message: EmailMessage, *, encoding: str) -> tuple[str, tuple[str, ...]]:
    body = message.get_body(preferencelist=("plain", "html"))
    if not isinstance(body, EmailMessage):
        return "", ()
    content = body.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    text, notes = decode(name, data, forced=encoding, declared=body.get_content_charset("") or "")
    if body.get_content_type() == "text/html":
        page = read_text(text, notes)
        return page.text, page.notes
    text = stored(text)
    if str(body.get_param("format", "")).lower() == "flowed":
        return _unflowed(text, str(body.get_param("delsp", "")).lower() == "yes"), notes
    mended, told = mend(text)
    return mended, (*notes, *filter(None, [told]))


def _unflowed(text: str, without_blank: bool) -> str:
    """Put lines of RFC 3676 together: one that ends with a blank goes on in the next, but for the mark of a signature."""
    out: list[str] = []
    going = False
    for line in text.split("\n"):
        soft = line.endswith(" ") and line != "-- "
        part = line[:-1] if soft and without_blank else line
        if going:
            out[-1] += part.removeprefix(" ")
        else:
            out.append(part)
        going = soft
    return "\n".join(out)


def _part(attached: EmailMessage, number: int) -> Part | None:
    kind = attached.get_content_type()
    if kind == "message/rfc822":
        inner = attached.get_content()
        data = inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    else:
        payload = attached.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
    name = " ".join((attached.get_filename() or "").replace("\\", "/").rpartition("/")[2].split())
    return Part(name or f"attachment-{number}.{_ENDINGS.get(kind, 'bin')}", data, kind) if data else None


def _day(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_field(message, "Date")).strftime("%Y-%m-%d")
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
