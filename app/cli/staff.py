"""Who of the programme may enter: `journey staff`."""

from __future__ import annotations

from typing import Annotated

import typer

from app import output, settings
from app.cli.options import FormatOption
from app.cli.saved import saved
from app.output import Format
from app.wiring.opening import open_for
from journey.domain.errors import WrongInput
from services import team as who

Programme = Annotated[str, typer.Option("--programme", help="The programme's id.")]
Staff = Annotated[str, typer.Argument(metavar="STAFF", help="ROLE:REF; coach, supervisor, evaluator, dpo, admin.")]

_HERE = "http://127.0.0.1:8080"


def add_member(
    staff: Staff,
    programme: Programme,
    name: Annotated[str | None, typer.Option("--name", help="What participants and colleagues see.")] = None,
    email: Annotated[str | None, typer.Option("--email", help="Where one-time codes go.")] = None,
) -> None:
    """Let somebody in, and print their link and first code; said again, it prints new ones.

    Example: journey staff add coach:anna --programme hudiksvall --name Anna --email anna@example.org
    """
    from app.wiring.signin import passkey_link  # --help needs no sign-in

    public = settings.text(settings.PUBLIC_URL) or _HERE
    with open_for() as journey:
        invitation = who.add(journey, programme, staff, name, email, public)
        desk = passkey_link(journey, staff, public)
    with saved("they may enter, and added again they get another link and code"):
        output.write(invitation.link)
        output.say(f"one-time code: {invitation.code} (15 minutes)")
        if desk is not None:
            output.say(f"the desk: {desk} (once, within 3 days: they make a passkey there)")


def invite_member(
    staff: Staff,
    lost: Annotated[
        bool, typer.Option("--lost", help="Their passkeys open nothing any more, and their sessions end at once.")
    ] = False,
) -> None:
    """Print another link to a passkey for somebody who may enter: the first one was too old, or their phone is lost.

    Example: journey staff invite coach:anna --lost
    """
    from app.wiring.signin import passkey_anew  # --help needs no sign-in

    with open_for() as journey:
        link = passkey_anew(journey, staff, settings.text(settings.PUBLIC_URL) or _HERE, lost=lost)
    with saved("invited again, they get another link"):
        output.write(link)
        output.say("it opens once, within 3 days; earlier ones open nothing any more")


def list_members(programme: Programme, format_: FormatOption = Format.table) -> None:
    """Who may enter.

    Example: journey staff list --programme hudiksvall
    """
    with open_for() as journey:
        if programme not in journey.engine.in_use():
            raise WrongInput("--programme: nobody has been added to a programme of that id")
        records = [{"staff": name} for name in who.members(journey, programme)]
    output.show(records, format_, "Who may enter", empty="Nobody may enter yet.", columns=("staff",))


def disable_member(
    staff: Staff,
    programme: Annotated[
        str | None, typer.Option("--programme", help="In this programme alone; else wherever they may enter.")
    ] = None,
) -> None:
    """Let somebody in no more, anywhere: their sessions end at once.

    Example: journey staff disable coach:anna
    """
    with open_for() as journey:
        if programme is not None and programme not in journey.engine.in_use():
            raise WrongInput("--programme: nobody has been added to a programme of that id")
        left = who.disable(journey, staff, programme)
    output.say(f"they can enter no more: {', '.join(left)}")


_group = typer.Typer(help="Who of the programme may enter the chat.", rich_markup_mode=None)
_group.command("add")(add_member)
_group.command("invite")(invite_member)
_group.command("list")(list_members)
_group.command("disable")(disable_member)
_group.callback()(lambda: None)


def add(app: typer.Typer, name: str) -> None:
    """Add the command of that name."""
    app.add_typer(_group, name=name)
