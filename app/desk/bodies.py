"""Reads what a browser sends: no more than fits, and in memory alone, for a file of somebody's is nobody's to find."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.types import Message

from journey.engine.document_formats import LARGEST

MOST_FIELDS, MOST_FILES = 400, 1
BESIDE = 2_000_000
"""Bytes that the questions of a form may take, beside a file."""
DRAINED = 60_000_000
"""Bytes after which a browser is not listened to any more; until then it is, as else it shows no answer."""

MultiPartParser.spool_max_size = LARGEST + BESIDE  # above that it would write to a disk what is not sealed yet


class TooLarge(Exception):
    """More was sent than any form of the desk has."""


async def form_of(request: Request, *, with_file: bool) -> FormData:
    """The form that was sent. Raises TooLarge; what is too large is passed over as it comes, and never kept."""
    most, body, count = BESIDE + (LARGEST if with_file else 0), bytearray(), 0
    if int(request.headers.get("content-length") or 0) > DRAINED:
        raise TooLarge
    async for part in request.stream():
        count += len(part)
        if count > DRAINED:
            raise TooLarge
        body += part if count <= most else b""
    if count > most:
        raise TooLarge

    async def receive() -> Message:
        return {"type": "http.request", "body": bytes(body), "more_body": False}

    whole = Request(request.scope, receive)
    return await whole.form(max_fields=MOST_FIELDS, max_files=MOST_FILES if with_file else 0)
