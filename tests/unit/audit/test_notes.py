"""Signed notes and their keys, against the published examples of the specification and of Go's sumdb/note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.domain.errors import WrongInput
from projections.audit.signed import notes
from tests.cases import every

GO_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_SIGNATURE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
)
OTHER_KEYS = [
    "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
    "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
]


def test_the_published_signature_comes_out_and_holds() -> None:
    signer = notes.signer(GO_SECRET)
    assert str(signer.verifier) == GO_KEY
    assert signer.sign(GO_TEXT) == f"{GO_TEXT}\n{GO_SIGNATURE}\n"
    assert notes.verifier(GO_KEY).signed(GO_TEXT, [GO_SIGNATURE]) is True


@every("key", [GO_KEY, *OTHER_KEYS])
def test_published_keys_are_read_and_written_again_as_they_are(key: str) -> None:
    assert str(notes.verifier(key + "\n")) == key


@pytest.mark.parametrize("other", OTHER_KEYS)
def test_a_signature_of_another_key_is_no_claim_of_ours(other: str) -> None:
    assert notes.verifier(other).signed(GO_TEXT, [GO_SIGNATURE]) is None


def test_signatures_of_others_beside_ours_do_not_matter() -> None:
    other = notes.Signer.fresh("witness.example").sign(GO_TEXT).splitlines()[-1]
    assert notes.verifier(GO_KEY).signed(GO_TEXT, [other, "— nonsense", GO_SIGNATURE]) is True
    assert notes.verifier(GO_KEY).signed(GO_TEXT + "more\n", [other, GO_SIGNATURE]) is False


@given(st.integers(0, len(GO_KEY) - 1), st.characters(codec="ascii", exclude_characters="\n\r\t "))
def test_a_key_with_one_sign_altered_is_refused(place: int, sign: str) -> None:
    altered = GO_KEY[:place] + sign + GO_KEY[place + 1 :]
    if altered != GO_KEY:
        with pytest.raises(WrongInput, match="--key: no public key"):
            notes.verifier(altered)


@every("text", ["", "a+b", "a+00000000+AA==", GO_KEY + GO_KEY, "é" * 40, GO_SECRET])
def test_what_is_no_key_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(WrongInput):
        notes.verifier(text)


def test_a_secret_key_with_one_letter_altered_is_refused() -> None:
    with pytest.raises(WrongInput, match="JOURNEY_AUDIT_KEY"):
        notes.signer(GO_SECRET.replace("AYEK", "AYEL"))
