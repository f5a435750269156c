"""Facts about a person's documents. The files themselves stand beside the log, sealed; these name them by digest."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from journey.domain.events.base import Code, Derived, Fact

DocumentKind = Literal["cv", "cover_letter", "consent_form", "agreement", "plan", "certificate", "other"]
FileFormat = Literal["pdf", "docx", "odt", "jpeg", "png"]
FileName = Annotated[str, Meta(min_length=1, max_length=255, extra={"personal": True})]
"""What a file is called: sealed, as it often holds a name."""


class DocumentKept(Fact, frozen=True, tag="document_kept.v1"):
    """A file of the person's is kept, sealed under their key; it is called `file`. No line of entries carries it.

    `format` and `size` (bytes) are what its content says, and `digest` is that of the sealed bytes: it can be checked
    by whoever lacks the person's key, and tells nothing of the file.
    """

    document: Code
    kind: DocumentKind
    file: FileName
    format: Annotated[FileFormat, Meta(extra={"derived": True})] | None = None
    size: Annotated[int, Meta(ge=0, extra={"derived": True})] | None = None
    digest: Derived | None = None


class DocumentRemoved(Fact, frozen=True, tag="document_removed.v1"):
    """The file is gone from the store; that there was one stays in the log."""

    document: Code
