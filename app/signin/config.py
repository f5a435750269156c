"""Reads `signin.toml` of the config folder: which provider signs staff in, and what its claims mean here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from msgspec import Meta, Struct, field

from app.signin.hosts import is_loopback_host
from journey.domain.errors import ConfigError
from journey.engine.loading.config_values import Fault, read_struct
from journey.engine.loading.programmes import shipped_config
from journey.engine.loading.toml_files import config_error, read_toml

FILE = "signin.toml"
Algorithm = Literal["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
Text = Annotated[str, Meta(min_length=1, max_length=500)]


class ProviderSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The municipality's own provider of OpenID Connect."""

    issuer: Text
    """Its address, as its discovery document says it."""
    client_id: Text
    client_secret_file: Text | None = None
    """A file that holds the secret alone; `JOURNEY_OIDC_SECRET` takes its place. Neither: a public client."""
    name: Text | None = None
    """What the button says: the municipality's own name for its sign-in."""
    scopes: tuple[Text, ...] = ("openid", "profile")
    person: Text = "sub"
    """The claim that names the person."""
    called: Text = "name"
    """The claim with the person's name, used where the provider lets somebody in."""
    levels: tuple[Text, ...] = ()
    """The levels of assurance (`acr`) that are enough; none: whatever the provider takes is."""
    algorithms: tuple[Algorithm, ...] = ("RS256",)
    sign_out: Literal["post", "get", "no"] = "post"
    """How the browser tells the provider that somebody signs out."""


class RoleClaim(Struct, frozen=True, forbid_unknown_fields=True):
    """Whoever has this value of this claim holds this role in this programme."""

    claim: Text
    value: Text
    programme: Text
    role: Literal["coach", "supervisor", "evaluator", "dpo", "admin"]


class SignInSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that a file says of signing in."""

    ask: Text | None = None
    """Whom to ask when it does not work, as people are to read it: a name and a number."""
    passkeys: bool | None = None
    """Whether passkeys are a way in; where nothing is said, they are where there is no provider."""
    provider: ProviderSettings | None = None
    people: dict[str, str] = field(default_factory=dict)
    """What the person's claim says, and the reference they have here. Where any stand here, nobody else comes in."""
    roles: tuple[RoleClaim, ...] = ()
    lets_in: bool = False
    """Whether the provider's word lets somebody into a role whom nobody has let in, or put out, by hand."""

    @property
    def has_passkeys(self) -> bool:
        """Whether passkeys are a way in."""
        return self.provider is None if self.passkeys is None else self.passkeys


def load_sign_in(config: Path | None) -> SignInSettings:
    """What the folder says, else the shipped file. Raises ConfigError for the first fault."""
    own = config / FILE if config else None
    path = own if own is not None and own.exists() else shipped_config() / FILE
    try:
        settings: SignInSettings = read_struct(SignInSettings, read_toml(path))
        _check(settings)
    except Fault as fault:
        raise config_error(path, fault) from None
    return settings


def _check(settings: SignInSettings) -> None:
    provider = settings.provider
    if provider is None:
        for key in ("people", "roles"):
            if getattr(settings, key):
                raise Fault(key, "means nothing without a [provider]; write one, or leave this out")
        return
    if not is_safe(provider.issuer):
        raise Fault("provider.issuer", "is no https address; write it as the provider's discovery document has it")
    if settings.lets_in and not settings.roles:
        raise Fault("lets_in", "lets in whoever holds a role by [[roles]]; write some, or leave it out")
    if "openid" not in provider.scopes:
        raise Fault("provider.scopes", 'lacks "openid", without which nobody is named; write it first')


def is_safe(address: Any) -> bool:
    """Whether an address is one that nobody on the way can change: https, or this machine's own."""
    if not isinstance(address, str):
        return False
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback_host(parts.hostname or ""))


def secret_of(settings: ProviderSettings, told: str | None) -> str | None:
    """The client's secret: from the environment, else from its file. Raises ConfigError where that cannot be read."""
    if told or settings.client_secret_file is None:
        return told
    try:
        return Path(settings.client_secret_file).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "no text"
        raise ConfigError(
            f"{FILE}: provider.client_secret_file: cannot be read ({what}); name a file that is there"
        ) from None
