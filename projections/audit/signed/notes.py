"""Signs and verifies notes (C2SP signed-note, Ed25519): a text that ends in a newline, and who signed it.

A key is named by the text that Go's `sumdb/note` made common: `name+key id+base64`, for a signer after
`PRIVATE+KEY+`. The key id is the first four bytes of SHA-256 over the name, a newline, 0x01 and the public key.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from journey.domain.errors import WrongInput

_ED25519 = b"\x01"
_KEY_BYTES = 32
_PRIVATE = "PRIVATE+KEY+"
SIGNATURE = "— "
"""A signature's line begins so: an em dash and a space."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key and the name it signs under."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell this key from others; no proof of anything."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        """The key as one word, to give to whoever is to check."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(_ED25519 + self.public).decode()}"

    def signed(self, text: str, signatures: list[str]) -> bool | None:
        """Whether this key signed the text; None where no signature claims to be its own."""
        claimed = [signature for signature in map(_signature, signatures) if signature[:2] == (self.name, self.key_id)]
        if not claimed:
            return None
        return all(self._holds(text, bytes_) for _, _, bytes_ in claimed)

    def _holds(self, text: str, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode("utf-8", "surrogateescape"))
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key and the name it signs under."""

    name: str
    private: bytes

    @classmethod
    def fresh(cls, name: str) -> Signer:
        """A new key."""
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        key = Ed25519PrivateKey.from_private_bytes(self.private)
        return Verifier(self.name, key.public_key().public_bytes_raw())

    def secret(self) -> str:
        """The key as one word, for its own file alone."""
        word = base64.b64encode(_ED25519 + self.private).decode()
        return f"{_PRIVATE}{self.name}+{self.verifier.key_id.hex()}+{word}"

    def sign(self, text: str) -> str:
        """The text as a signed note. It ends in a newline, and holds no empty line."""
        signature = Ed25519PrivateKey.from_private_bytes(self.private).sign(text.encode())
        word = base64.b64encode(self.verifier.key_id + signature).decode()
        return f"{text}\n{SIGNATURE}{self.name} {word}\n"


def verifier(text: str) -> Verifier:
    """The public key that a text names. Raises WrongInput where it names none, or its parts do not fit."""
    try:
        key = Verifier(*_key(text.strip()))
    except ValueError:
        key = None
    if key is None or str(key) != text.strip():
        raise WrongInput("--key: no public key; allowed: name+key id+base64, as `journey audit checkpoint` prints it")
    return key


def signer(text: str) -> Signer:
    """The private key that a text holds. Raises WrongInput where it holds none."""
    try:
        key = Signer(*_key(text.strip().removeprefix(_PRIVATE)))
        fits = key.secret() == text.strip()
    except ValueError:
        fits = False
    if not fits:
        raise WrongInput("JOURNEY_AUDIT_KEY: not a signing key of ours; bring back the file from where you keep a copy")
    return key


def _key(text: str) -> tuple[str, bytes]:
    name, _, word = text.split("+", 2)
    content = base64.b64decode(word, validate=True)
    if content[:1] != _ED25519 or len(content) != 1 + _KEY_BYTES or not name or any(sign.isspace() for sign in name):
        raise ValueError
    return name, content[1:]


def _signature(line: str) -> tuple[str, bytes, bytes]:
    """A signature's line as name, key id and signature; what is no such line claims nothing."""
    name, _, word = line.removeprefix(SIGNATURE).partition(" ")
    try:
        content = base64.b64decode(word, validate=True)
    except (binascii.Error, ValueError):
        return name, b"", b""
    if base64.b64encode(content).decode() != word:  # the same bytes written otherwise: nobody signed it so
        return name, b"", b""
    return name, content[:4], content[4:]
