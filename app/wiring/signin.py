"""The wiring of staff sign-in: settings to the door that pages for staff ask, and the entrance in front of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

from app import settings
from app.signin import demo
from app.signin.config import FILE, load_sign_in, secret_of
from app.signin.door import Door
from app.signin.entrance import Entrance
from app.signin.handed import HandedLinks, forget
from app.signin.invitations import invite
from app.signin.passkeys import Passkeys
from app.signin.provider import Provider
from app.signin.provider_pages import BACK, ProviderPages
from app.signin.rendering import Pages
from app.signin.trace import READER, Trace
from bots.outbox.mail import Mail
from bots.texts.catalogue import Texts
from journey.domain.errors import WrongInput
from journey.engine.staff.passkeys import StaffPasskeys
from journey.engine.staff.sessions import StaffLengths, StaffSessions
from services import team
from services.office import Office
from services.opened import Journey


def entrance(office: Office, texts: Texts, mail: Mail) -> Entrance:
    """The entrance of one process. Raises ConfigError for a `signin.toml` that is none."""
    engine, said = office.engine, load_sign_in(office.config)
    sessions = StaffSessions(engine.store, engine.vault, lengths())
    door = Door(office, sessions, office.public_url.startswith("https://"), Trace(office))
    made = Entrance(door, Pages(door, texts, said.ask))
    if said.provider is not None:
        secret = secret_of(said.provider, settings.text(settings.OIDC_SECRET))
        provider = Provider(said.provider, secret, f"{office.public_url}{BACK}", office.clock)
        made.provider, made.provider_name = ProviderPages(made, provider, said), said.provider.name
        made.ways = [*made.ways, made.provider]
    if said.has_passkeys:
        passkeys = Passkeys(made, mail)
        made.ways, made.mails = [*made.ways, passkeys], passkeys.mails
        made.links = HandedLinks(passkeys.first.letters, sessions, shows=said.provider is None)
    return made


def way_in(config: Path | None) -> str:
    """How staff sign in by the file of a config folder. Raises ConfigError for a file that is none."""
    said = load_sign_in(config)
    ways = ["the provider"] * (said.provider is not None) + ["passkeys"] * said.has_passkeys
    return "by " + " and ".join(ways) if ways else "no way in"


def passkey_link(journey: Journey, staff: str, public_url: str) -> str | None:
    """A link to a first passkey for whoever was let in as `coach:REF`; None where passkeys are no way in here."""
    if not load_sign_in(settings.config()).has_passkeys:
        return None
    return invite(journey.engine.staff_tickets, staff.partition(":")[2], journey.now, public_url)


def passkey_anew(journey: Journey, staff: str, public_url: str, *, lost: bool) -> str:
    """A link to a passkey for somebody who may enter; where theirs are lost, those open nothing from now on.

    Raises WrongInput where nobody of that name may enter or passkeys are no way in, and NotAllowed.
    """
    team.programmes(journey, staff)
    person, engine, now = staff.partition(":")[2], journey.engine, journey.now
    if not load_sign_in(settings.config()).has_passkeys:
        raise WrongInput(f"{FILE}: passkeys are no way in here; the provider lets people in")
    if lost:
        kept, sessions = StaffPasskeys(engine.store, engine.vault), StaffSessions(engine.store, engine.vault, lengths())
        forget(kept, sessions, engine.staff_tickets, person)
    link = invite(engine.staff_tickets, person, now, public_url)
    what = f"was given a link to a passkey by {journey.actor.recorded}" + (", theirs were lost" if lost else "")
    engine.access.add(now, f"{READER}:{person}", {}, [what])
    return link


def demo_links(entrance: Entrance, people: Collection[str]) -> list[tuple[str, str]]:
    """A link for each post of these people, which opens the desk once: the post's name, and the address."""
    return [(post.staff, url) for post, url in demo.links(entrance, people)]


def lengths() -> StaffLengths:
    """How long sessions of staff last."""
    return StaffLengths(
        idle=timedelta(minutes=settings.number(settings.STAFF_IDLE_MINUTES)),
        whole=timedelta(hours=settings.number(settings.STAFF_HOURS)),
        step_up=timedelta(minutes=settings.number(settings.STEP_UP_MINUTES)),
    )
