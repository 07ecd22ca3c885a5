"""Small documents of every format that is read, made for tests without the libraries that read them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from xml.sax.saxutils import escape

PARAGRAPHS = (
    "The ministers of the two states met in Sochi on 12 May 2015.",
    "No treaty was signed; “the door is open”, the envoy said.",
    "They agreed on a ceasefire along the border.",
)
"""What the documents say."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(files: Mapping[str, bytes | str], *, packed: bool = True) -> bytes:
    """A zip archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=archive.compression)
    return data.getvalue()


def a_docx(body: str = "", *, paragraphs: Sequence[str] = PARAGRAPHS, before: str = "", **parts: str) -> bytes:
    """A Word document: paragraphs, then `body` as it is; `parts` are other parts of the folder word."""
    text = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in paragraphs)
    document = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{_W}"><w:body>{text}{body}</w:body></w:document>'
    others = {f"word/{name}.xml": f'<w:{name} xmlns:w="{_W}">{content}</w:{name}>' for name, content in parts.items()}
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **others})


def an_odt(body: str = "", *, paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    """An OpenDocument text."""
    kinds = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in paragraphs)
    content = (
        f"<office:document-content {kinds}><office:body><office:text>{text}{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def a_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF of plain lines, in letters of Latin-1."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = b" T* ".join(b"(" + _escaped(line) + b") Tj" for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 60 780 Td " + shown + b" ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, end)


def _escaped(line: str) -> bytes:
    return line.encode("latin-1").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def a_mail(text: str = "\n".join(PARAGRAPHS), *, html: str = "", attached: Mapping[str, bytes] | None = None) -> bytes:
    """A mail, with a web page as its other part and with attachments."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Talks in Sochi", "Press <press@example.org>", "desk@example.org"
    mail["Date"] = "Tue, 12 May 2015 10:00:00 +0300"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, data in (attached or {}).items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()
