"""What `signin.toml` says of signing in: read whole, or refused in one line that names the key and what is allowed."""

from pathlib import Path

import pytest

from app.signin.config import load_sign_in, secret_of
from journey.domain.errors import ConfigError
from tests.cases import every

WHOLE = """
ask = "IT-stöd, 0650-190 00"
lets_in = true
[provider]
issuer = "https://login.example.org"
client_id = "min-vag"
person = "upn"
levels = ["http://id.sambi.se/loa/loa3"]
sign_out = "get"
[people]
"anna.ahl@example.org" = "anna"
[[roles]]
claim = "groups"
value = "IPS"
programme = "hudiksvall"
role = "coach"
"""


def read(folder: Path, content: str) -> object:
    (folder / "signin.toml").write_text(content, encoding="utf-8")
    return load_sign_in(folder)


def test_as_shipped_staff_sign_in_by_passkeys_and_by_nothing_else() -> None:
    shipped = load_sign_in(None)
    assert shipped.provider is None and shipped.has_passkeys


def test_a_whole_file_is_read_and_its_provider_takes_the_place_of_passkeys(tmp_path: Path) -> None:
    said = read(tmp_path, WHOLE)
    assert said.provider is not None and said.provider.person == "upn" and said.provider.algorithms == ("RS256",)
    assert said.people == {"anna.ahl@example.org": "anna"} and said.roles[0].role == "coach"
    assert not said.has_passkeys
    assert read(tmp_path, "passkeys = true\n" + WHOLE).has_passkeys


@every(
    "content, says",
    [
        (WHOLE.replace("https://login", "http://login"), "provider.issuer: is no https address"),
        (WHOLE.replace('role = "coach"', 'role = "boss"'), 'roles[0].role: "boss" is not allowed'),
        (WHOLE.replace("client_id", "client"), "provider.client: is unknown"),
        (WHOLE.replace('sign_out = "get"', 'algorithms = ["none"]'), "provider.algorithms[0]"),
        (WHOLE.replace('sign_out = "get"', 'algorithms = ["HS256"]'), "provider.algorithms[0]"),
        (WHOLE.replace('sign_out = "get"', 'scopes = ["profile"]'), "provider.scopes: lacks"),
        (WHOLE[: WHOLE.index("[[roles]]")], "lets_in: lets in whoever holds a role"),
        ('[people]\nx = "y"\n', "people: means nothing without a [provider]"),
        ("provider = 1\n", "provider: 1 is no table"),
    ],
)
def test_a_file_that_is_wrong_is_refused_in_one_line(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read(tmp_path, content)
    assert str(refused.value).startswith(f"signin.toml: {says}") and "\n" not in str(refused.value)


def test_the_secret_comes_from_the_environment_or_a_file_and_is_never_shown(tmp_path: Path) -> None:
    kept = tmp_path / "secret"
    kept.write_text("hemligt\n", encoding="utf-8")
    provider = read(tmp_path, WHOLE.replace('sign_out = "get"', f'client_secret_file = "{kept}"')).provider
    assert secret_of(provider, None) == "hemligt" and secret_of(provider, "annat") == "annat"
    kept.unlink()
    with pytest.raises(ConfigError, match="client_secret_file: cannot be read") as refused:
        secret_of(provider, None)
    assert str(tmp_path) not in str(refused.value)
