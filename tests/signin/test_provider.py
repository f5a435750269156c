"""Signing in by the municipality's own provider: a whole one, and everything a broken or hostile one may send back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from app.signin.config import ProviderSettings, RoleClaim, SignInSettings
from app.signin.provider import Provider
from app.signin.provider_pages import BACK, ProviderPages
from journey.domain.events.staff import StaffAdded
from tests.cases import every
from tests.chat.browsing import Answer
from tests.chat.talking import PROGRAMME
from tests.signin.office import GRAVE, HERE, Colleague, Desk
from tests.signin.providers import CLIENT, SECRET, Canaille, Claims, Mock, Traveller, canaille, mock, query, unsigned

START = "/desk/sign-in/provider"
OUT = "/desk/sign-out"
GROUPS = (
    RoleClaim("groups", "IPS-coacher", PROGRAMME, "coach"),
    RoleClaim("groups", "IPS-ledning", PROGRAMME, "supervisor"),
)


@pytest.fixture(scope="module")
def municipality() -> Iterator[Canaille]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
        with canaille() as found:
            found.person("annahl", "Anna Ahl", "IPS-coacher", "IPS-ledning")
            found.person("boek", "Bo Ek")
            yield found


@pytest.fixture(scope="module")
def wild() -> Iterator[Mock]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
        with mock() as found:
            yield found


@pytest.fixture
def tame(wild: Mock) -> Mock:
    """The mock, behaving."""
    wild.misdeed, wild.says, wild.claims, wild.token_requests = None, {}, {}, []
    wild.person("anna", name="Anna Ahl")
    return wild


@contextmanager
def by(desk: Desk, issuer: str, settings: SignInSettings | None = None, **more: Any) -> Iterator[int]:
    """The desk, with that provider in front of it, on today's clock: providers have no other."""
    desk.town.clock.now = datetime.now(UTC)
    said = ProviderSettings(issuer=issuer, client_id=CLIENT, **{"scopes": ("openid", "profile"), **more})
    entrance, door = desk.entrance, desk.door
    provider = Provider(said, SECRET, "", desk.town.clock)
    entrance.provider = ProviderPages(entrance, provider, settings or SignInSettings(provider=said))
    entrance.ways = [*(way for way in entrance.ways if way.name != "provider"), entrance.provider]
    door.secure = False
    with desk.open() as port:
        desk.town.office.public_url = f"http://127.0.0.1:{port}"
        provider.redirect_uri = f"{desk.town.office.public_url}{BACK}"
        yield port


def goes(browser: Colleague, path: str = START) -> str:
    """Where the browser is sent."""
    answer = browser.request("GET", path, follow=False)
    assert answer.status == 303, answer.words[-500:]
    return str(answer.headers["Location"])


def returns(browser: Colleague, address: str) -> Answer:
    """The browser comes back with an address, as a navigation from elsewhere."""
    parts = urlsplit(address)
    return browser.request("GET", f"{parts.path}?{parts.query}", Sec_Fetch_Site="cross-site")


# -- a whole provider ------------------------------------------------------------------------------------------------
def test_a_colleague_signs_in_at_the_provider_and_comes_back_to_where_they_were(
    desk: Desk, municipality: Canaille
) -> None:
    desk.let_in("coach:annahl", name="Anna Ahl")
    with by(desk, municipality.issuer) as port:
        municipality.knows(desk.town.office.public_url)
        anna = Colleague(port)
        anna.open(f"{HERE}?page=2")
        address = goes(anna, f"{START}?next={HERE}")
        asked = query(address)
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        assert len(asked["state"]) >= 32 and len(asked["nonce"]) >= 32 and "code_verifier" not in asked
        answer = returns(anna, Traveller().signs_in(address, "annahl"))
        assert answer.body.startswith("Anna Ahl coach:annahl")
        assert ("sign-in:annahl", ("signed in by provider",), False) in desk.readings()


def test_whoever_signs_out_here_is_signed_out_there(desk: Desk, municipality: Canaille) -> None:
    desk.let_in("coach:annahl")
    with by(desk, municipality.issuer, sign_out="get") as port:
        municipality.knows(desk.town.office.public_url)
        anna, there = Colleague(port), Traveller()
        returns(anna, there.signs_in(goes(anna), "annahl"))
        assert not there.is_asked(goes(Colleague(port))), "the provider knows them still"
        anna.open(OUT)
        page = anna.sends(OUT)
        fields = dict(_hidden(page.body))
        assert f"form-action 'self' {municipality.issuer.rstrip('/')};" in page.headers["Content-Security-Policy"]
        assert fields["client_id"] == CLIENT and fields["id_token_hint"].count(".") == 2
        answer = there.client.get(f"{municipality.issuer}oauth/end_session", params=fields)
        assert answer.headers["Location"] == f"{desk.town.office.public_url}/desk/sign-in"
        assert there.is_asked(goes(Colleague(port)))
        assert not anna.sees()


def _hidden(page: str) -> list[tuple[str, str]]:
    import re

    return re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)


def test_signing_in_again_asks_at_the_provider_however_long_they_have_been_there(
    desk: Desk, municipality: Canaille
) -> None:
    desk.let_in("coach:annahl")
    with by(desk, municipality.issuer) as port:
        municipality.knows(desk.town.office.public_url)
        anna, there = Colleague(port), Traveller()
        returns(anna, there.signs_in(goes(anna), "annahl"))
        assert "Logga in igen" in anna.open(GRAVE).words
        time.sleep(0.01)
        address = goes(anna, f"{START}?next={GRAVE}&again=1")
        assert query(address)["prompt"] == "login" and query(address)["max_age"] == "60"
        assert there.is_asked(address)
        answer = returns(anna, there.signs_in(goes(anna, f"{START}?next={GRAVE}&again=1"), "annahl"))
        assert answer.body.startswith("annahl coach:annahl")


def test_groups_at_the_provider_decide_which_roles_somebody_has(desk: Desk, municipality: Canaille) -> None:
    desk.let_in("coach:annahl", "coach:boek", "supervisor:boek", "evaluator:annahl")
    groups = SignInSettings(roles=GROUPS)
    with by(desk, municipality.issuer, groups, scopes=("openid", "profile", "groups")) as port:
        municipality.knows(desk.town.office.public_url)
        anna, bo = Colleague(port), Colleague(port)
        assert returns(anna, Traveller().signs_in(goes(anna), "annahl")).body.startswith("annahl coach:annahl")
        assert "inget uppdrag" in returns(bo, Traveller().signs_in(goes(bo), "boek")).words and not bo.sees()


def test_where_the_file_says_so_a_group_lets_somebody_in_and_never_back_in(desk: Desk, municipality: Canaille) -> None:
    municipality.person("cilla", "Cilla Ceder", "IPS-ledning")
    groups = SignInSettings(roles=GROUPS, lets_in=True)
    with by(desk, municipality.issuer, groups, scopes=("openid", "profile", "groups")) as port:
        municipality.knows(desk.town.office.public_url)
        cilla = Colleague(port)
        answer = returns(cilla, Traveller().signs_in(goes(cilla), "cilla"))
        assert answer.body.startswith("Cilla Ceder supervisor:cilla")
        [added] = [event for event in desk.town.programme_log() if isinstance(event.fact, StaffAdded)]
        assert (added.fact.staff, added.actor) == ("supervisor:cilla", "system")
        desk.put_out("supervisor:cilla")
        assert not cilla.sees()
        assert "inget uppdrag" in returns(cilla, Traveller().signs_in(goes(cilla), "cilla")).words
        municipality.leaves_group("cilla", "IPS-ledning")


def test_a_stranger_is_told_in_one_line_whom_to_ask_and_leaves_no_name(desk: Desk, municipality: Canaille) -> None:
    desk.entrance.pages.ask = "IT-stöd, 0650-190 00"
    with by(desk, municipality.issuer) as port:
        municipality.knows(desk.town.office.public_url)
        bo = Colleague(port)
        answer = returns(bo, Traveller().signs_in(goes(bo), "boek"))
        assert "Du har inget uppdrag i någon verksamhet här." in answer.words
        assert "Fråga IT-stöd, 0650-190 00." in answer.words
        [(reader, (why,), on_it)] = desk.readings()
        assert (reader, on_it) == ("sign-in:unknown", False) and "boek" not in why


# -- who is meant ----------------------------------------------------------------------------------------------------
def comes(browser: Colleague, provider: Mock, sub: str = "anna") -> Answer:
    return returns(browser, provider.signs_in(goes(browser, f"{START}?next={HERE}"), sub))


def test_a_claim_names_the_person_by_the_file_s_own_list(desk: Desk, tame: Mock) -> None:
    desk.let_in("coach:anna")
    tame.claims = {"upn": "Anna.Ahl@Kommun.example"}
    people = SignInSettings(people={"anna.ahl@kommun.example": "anna"})
    people = SignInSettings(
        people=people.people, provider=ProviderSettings(issuer=tame.issuer, client_id=CLIENT, person="upn")
    )
    with by(desk, tame.issuer, people) as port:
        assert comes(Colleague(port), tame).body.startswith("anna coach:anna")
        tame.claims = {"upn": "anna"}
        assert "inget uppdrag" in comes(Colleague(port), tame).words, "where a list stands, nobody else comes in"


@every(
    "claims",
    [
        {},
        {"employeeID": ""},
        {"employeeID": ["anna"]},
        {"employeeID": "  "},
        {"employeeID": 7},
        {"employeeID": "anna\n"},
        {"employeeID": "a" * 500},
    ],
)
def test_a_claim_that_names_nobody_lets_nobody_in(desk: Desk, tame: Mock, claims: Claims) -> None:
    desk.let_in("coach:anna")
    tame.claims = claims
    said = SignInSettings(provider=ProviderSettings(issuer=tame.issuer, client_id=CLIENT, person="employeeID"))
    with by(desk, tame.issuer, said) as port:
        anna = Colleague(port)
        assert comes(anna, tame).status == 403 and not anna.sees()


@every("verified", [None, False, "true", 0])
def test_a_mail_address_that_the_provider_has_not_checked_names_nobody(desk: Desk, tame: Mock, verified: Any) -> None:
    desk.let_in("coach:anna@example.org")
    tame.claims = {"email": "anna@example.org"} | ({} if verified is None else {"email_verified": verified})
    said = SignInSettings(provider=ProviderSettings(issuer=tame.issuer, client_id=CLIENT, person="email"))
    with by(desk, tame.issuer, said) as port:
        assert comes(Colleague(port), tame).status == 403
        tame.claims = {"email": "anna@example.org", "email_verified": True}
        assert comes(Colleague(port), tame).status == 200


# -- what a broken or hostile provider sends back --------------------------------------------------------------------
NOW = time.time()


def _set(name: str, value: Any) -> Any:
    def misdeed(_: Claims, claims: Claims) -> None:
        claims[name] = value

    return misdeed


def _without(name: str) -> Any:
    return lambda _, claims: claims.pop(name) and None


def _by_stranger(header: Claims, claims: Claims) -> str:
    return jwt.encode(header, claims, RSAKey.generate_key(2048), algorithms=["RS256"])


def _by_public_key(_: Claims, claims: Claims) -> str:
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET * 3), algorithms=["HS256"])


MISDEEDS = {
    "another nonce": _set("nonce", "of somebody else"),
    "no nonce": _without("nonce"),
    "another audience": _set("aud", "another-client"),
    "our audience among others, for another": lambda _, claims: claims.update(aud=[CLIENT, "b"], azp="b"),
    "no audience": _without("aud"),
    "another issuer": _set("iss", "https://evil.example"),
    "expired": _set("exp", int(NOW) - 3600),
    "no end": _without("exp"),
    "not yet": _set("nbf", int(NOW) + 7200),
    "nobody": _without("sub"),
    "unsigned": lambda _, claims: unsigned(claims),
    "unsigned, spelt otherwise": lambda _, claims: unsigned(claims, "None"),
    "signed by a stranger": _by_stranger,
    "signed by a shared secret": _by_public_key,
    "no token": lambda *_: "x",
    "no text": lambda *_: "x.y.z",
    "an access token's hash that is another's": _set("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"),
}


@every("name", MISDEEDS)
def test_a_token_that_does_not_hold_lets_nobody_in(desk: Desk, tame: Mock, name: str) -> None:
    desk.let_in("coach:anna")
    with by(desk, tame.issuer) as port:
        tame.misdeed = MISDEEDS[name]
        anna = Colleague(port)
        answer = comes(anna, tame)
        assert (answer.status, anna.sees()) == (403, ""), name
        assert "Kommunens inloggning släppte inte in dig" in answer.words
        [(reader, (why,), _)] = desk.readings()[-1:]
        assert reader == "sign-in:unknown" and why.startswith("refused: ")
        tame.misdeed = None
        assert comes(Colleague(port), tame).body.startswith("anna coach:anna"), "and without it they come in"


def test_a_way_begun_in_another_browser_leads_nowhere(desk: Desk, tame: Mock) -> None:
    desk.let_in("coach:anna")
    with by(desk, tame.issuer) as port:
        anna, eve = Colleague(port), Colleague(port)
        back = tame.signs_in(goes(eve), "anna")
        assert returns(anna, back).status == 403 and not anna.sees(), "no cookie at all"
        goes(anna)
        assert returns(anna, back).status == 403 and not anna.sees(), "the cookie of a way of their own"
        own = goes(anna)
        swapped = back.replace(query(back)["state"], query(own)["state"])
        assert returns(anna, swapped).status == 403 and not anna.sees(), "their state, and somebody else's code"
        assert returns(eve, back).status in (200, 403)


def test_a_way_leads_back_once(desk: Desk, tame: Mock) -> None:
    desk.let_in("coach:anna")
    with by(desk, tame.issuer) as port:
        anna = Colleague(port)
        address = goes(anna, f"{START}?next={HERE}")
        kept = dict(anna.cookies)
        back = tame.signs_in(address, "anna")
        assert returns(anna, back).status == 200
        second = Colleague(port)
        second.cookies = kept
        assert returns(second, back).status == 403 and not second.sees()


def test_a_code_that_was_used_already_lets_nobody_in(desk: Desk, tame: Mock) -> None:
    desk.let_in("coach:anna")
    with by(desk, tame.issuer) as port:
        anna, eve = Colleague(port), Colleague(port)
        first = tame.signs_in(goes(anna, f"{START}?next={HERE}"), "anna")
        assert returns(anna, first).status == 200
        own = goes(eve)
        replayed = f"{urlsplit(first).path}?code={query(first)['code']}&state={query(own)['state']}"
        assert returns(eve, replayed).status == 403 and not eve.sees()


def test_two_tabs_sign_in_side_by_side(desk: Desk, tame: Mock) -> None:
    desk.let_in("coach:anna")
    with by(desk, tame.issuer) as port:
        anna = Colleague(port)
        ways = [tame.signs_in(goes(anna, f"{START}?next={HERE}"), "anna") for _ in range(2)]
        assert [returns(anna, way).status for way in ways] == [200, 200]


def test_an_answer_of_another_provider_is_not_taken_for_this_one_s(desk: Desk, tame: Mock) -> None:
    desk.let_in("coach:anna")
    with by(desk, tame.issuer) as port:
        anna = Colleague(port)
        back = tame.signs_in(goes(anna), "anna")
        assert returns(anna, f"{back}&iss=https%3A%2F%2Fevil.example").status == 403
        assert not tame.token_requests, "its code was shown to nobody"
    tame.says = {"authorization_response_iss_parameter_supported": True}
    with by(desk, tame.issuer) as port:
        anna = Colleague(port)
        back = tame.signs_in(goes(anna), "anna")
        assert returns(anna, back).status == 403 and not tame.token_requests, "who says it, must say it"
        back = tame.signs_in(goes(anna, f"{START}?next={HERE}"), "anna")
        assert returns(anna, f"{back}&iss={tame.issuer}").status == 200


@every(
    "says",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": None},
    ],
)
def test_a_discovery_document_that_is_not_the_provider_s_own_is_not_followed(
    desk: Desk, tame: Mock, says: Claims
) -> None:
    tame.says = says
    with by(desk, tame.issuer) as port:
        answer = Colleague(port).open(START)
        assert answer.status == 503 and "svarar inte" in answer.words


def test_a_provider_that_does_not_answer_is_said_to_be_away(desk: Desk) -> None:
    with by(desk, "http://127.0.0.1:9") as port:
        anna = Colleague(port)
        assert "svarar inte just nu" in anna.open(START).words
        assert "Logga in" in anna.open("/desk/sign-in").words


def test_the_verifier_goes_to_the_token_endpoint_and_nowhere_else(desk: Desk, tame: Mock) -> None:
    desk.let_in("coach:anna")
    with by(desk, tame.issuer) as port:
        comes(Colleague(port), tame)
        [request] = tame.token_requests
        assert len(request["code_verifier"]) >= 43


def test_a_level_of_assurance_that_is_not_enough_lets_nobody_in(desk: Desk, tame: Mock) -> None:
    desk.let_in("coach:anna")
    loa3 = "http://id.sambi.se/loa/loa3"
    with by(desk, tame.issuer, levels=(loa3,)) as port:
        anna = Colleague(port)
        assert query(goes(anna))["acr_values"] == loa3
        for acr, code in ((None, 403), ("http://id.sambi.se/loa/loa2", 403), (loa3, 200)):
            tame.claims = {"acr": acr} if acr else {}
            assert comes(Colleague(port), tame).status == code


def test_signing_in_again_needs_the_provider_s_word_that_it_was_just_now(desk: Desk, tame: Mock) -> None:
    desk.let_in("coach:anna")
    with by(desk, tame.issuer) as port:
        anna = Colleague(port)
        comes(anna, tame)
        for misdeed, grave in (
            (_without("auth_time"), False),
            (_set("auth_time", int(NOW) - 7200), False),
            (_set("auth_time", "just now"), False),
            (None, True),
        ):
            tame.misdeed = misdeed
            returns(anna, tame.signs_in(goes(anna, f"{START}?next={GRAVE}&again=1"), "anna"))
            assert ("text/plain" in anna.open(GRAVE).headers["Content-Type"]) is grave


def test_nobody_signs_in_again_for_somebody_else(desk: Desk, tame: Mock) -> None:
    desk.let_in("coach:anna", "coach:bo")
    tame.person("bo", name="Bo Ek")
    with by(desk, tame.issuer) as port:
        anna = Colleague(port)
        comes(anna, tame)
        answer = returns(anna, tame.signs_in(goes(anna, f"{START}?next={GRAVE}&again=1"), "bo"))
        assert "någon annan" in answer.words and "Logga in igen" in anna.open(GRAVE).words
        assert ("sign-in:anna", ("refused: signed in again as somebody else",), False) in desk.readings()


def test_keys_that_the_provider_has_changed_are_fetched_anew(desk: Desk, tame: Mock) -> None:
    desk.let_in("coach:anna")
    with by(desk, tame.issuer) as port:
        assert desk.entrance.provider is not None
        provider = desk.entrance.provider.provider
        comes(Colleague(port), tame)
        from joserfc.jwk import KeySet

        provider._keys = KeySet([RSAKey.generate_key(2048, auto_kid=True)])
        assert comes(Colleague(port), tame).status == 200


def test_whoever_begins_without_end_is_asked_to_wait(desk: Desk, tame: Mock) -> None:
    with by(desk, tame.issuer) as port:
        anna = Colleague(port)
        codes = [anna.request("GET", START, follow=False).status for _ in range(desk.entrance.tries.times + 1)]
        assert codes[-1] == 429 and set(codes[:-1]) == {303}


def test_no_secret_and_no_code_reaches_a_log(desk: Desk, tame: Mock, caplog: pytest.LogCaptureFixture) -> None:
    desk.let_in("coach:anna")
    caplog.set_level("DEBUG")
    with by(desk, tame.issuer) as port:
        anna = Colleague(port)
        back = tame.signs_in(goes(anna), "anna")
        returns(anna, back)
    ours = [
        record.getMessage() for record in caplog.records if record.name.split(".")[0] in ("app", "bots", "services")
    ]
    assert not [line for line in ours if query(back)["code"] in line or SECRET in line or "anna" in line]


def test_the_client_is_asked_to_follow_nothing() -> None:
    assert httpx2.AsyncClient().follow_redirects is False
