"""Files of every kind that is taken as a document, and some that only look so: made here, the smallest there are."""

from __future__ import annotations

import io
import zipfile

PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x01" * 20 + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 17 + b"\x00\x00\x00\x00IEND\xaeB`\x82"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ODT = "application/vnd.oasis.opendocument.text"


def archive(**parts: str) -> bytes:
    """An archive of these parts, in their order; `__` in a name is a folder's `/`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/"), text)
    return file.getvalue()


def word(kind: str = _WORD, **more: str) -> bytes:
    """A document as Word writes it."""
    return archive(**{"[Content_Types].xml": f'<Types><Override ContentType="{kind}"/></Types>'}, **more)


def odt(kind: str = _ODT, **more: str) -> bytes:
    """A document as LibreOffice writes it."""
    return archive(mimetype=kind, **{"content.xml": "<office/>"}, **more)


DOCX, ODT = word(), odt()
"""One of each."""
