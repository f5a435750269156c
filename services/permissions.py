"""Who may do what. One table, deny by default, asked by services for every reading and every writing.

Roles are the columns of the table and permissions its rows; a cell says with whom the role may do it (`Reach`). Who
somebody is comes from a session, a client's key or the operator's own sign-in, never from what a request claims.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from journey.domain.actors import READ_OUT
from journey.domain.errors import NotAllowed

if TYPE_CHECKING:
    from journey.engine.chats.chats import Chat  # `journey --help` names operators, and need not know a database


class Role(StrEnum):
    """The columns of the table."""

    participant = "participant"
    coach = "coach"
    supervisor = "supervisor"
    evaluator = "evaluator"
    dpo = "dpo"
    admin = "admin"
    operator = "operator"
    client = "client"
    system = "system"
    """The clock and the courier: they act for nobody, and their readings are logged as the system's."""


STAFF = (Role.coach, Role.supervisor, Role.evaluator, Role.dpo, Role.admin)
"""Roles that `journey staff add` lets in."""


class Permission(StrEnum):
    """Everything that has to be permitted, as `area:resource:action`."""

    ENTER_DESK = "desk:page:read"
    """Open the desk at all."""
    READ_IDENTITY = "people:identity:read"
    READ_FACTS = "people:facts:read"
    WRITE_FACTS = "people:facts:write"
    WRITE_REFERRAL = "people:referral:write"
    TAKE_PERSON = "people:caseload:take"
    ASSIGN = "people:caseload:assign"
    PASS_CAP = "people:cap:pass"  # noqa: S105  # no password
    OFFER_PLACE = "people:place:offer"
    PROVE_ADDRESS = "people:address:prove"
    """Say that an address is the person's own, which makes it a way into their chat."""
    READ_RAISED = "people:raised:read"
    """Read, once the crisis is taken, the words that raised it."""
    STRIKE = "people:facts:strike"
    WAIVE = "rules:deadline:waive"
    RECORD_MEETING = "programme:meeting:write"
    RECORD_TEAM = "programme:team:write"
    READ_WRITTEN = "programme:written:read"
    """Read what was written of the programme itself: minutes, incidents, complaints, reviews."""
    SEE_ALERTS = "alerts:alert:read"
    ACKNOWLEDGE = "alerts:alert:acknowledge"
    TAKE_TASK = "alerts:task:take"
    READ_REPORTS = "reports:report:read"
    EXPORT = "reports:export:write"
    VERIFY = "audit:log:verify"
    SIGN = "audit:checkpoint:write"
    ASK_ERASURE = "people:erasure:ask"
    DECIDE_ERASURE = "people:erasure:decide"
    CARRY_OUT_ERASURE = "people:erasure:write"
    READ_ACCESS_LOG = "access:log:read"
    REVIEW_ACCESS = "access:log:review"
    BREAK_GLASS = "people:glass:break"
    MANAGE_STAFF = "office:staff:write"
    MANAGE_SYSTEM = "office:system:write"
    """Sign-in, rules, keys, backup, clients."""


class Reach(StrEnum):
    """With whom a role may do something. What no cell names is nobody's."""

    own = "own"
    """Oneself; a coach: those they are named for."""
    caseload = "caseload"
    """Those a coach is named for, or stands in for today."""
    working = "working"
    """The same, and those a coach works with as the second one."""
    all = "all"
    """Everybody of the programme."""
    coded = "coded"
    """Everybody of the programme, by pseudonym."""
    logged = "logged"
    """Everybody, each reading kept under the operator's name."""
    scoped = "scoped"
    """As the client's own scopes say."""
    behalf = "behalf"
    """On behalf of whoever decides it, who is named: a supervisor; for a review, the data protection officer."""


P, R = Permission, Reach
_TEAM = {Role.supervisor: R.all, Role.operator: R.behalf, Role.client: R.behalf}

TABLE: Mapping[Permission, Mapping[Role, Reach]] = {
    P.ENTER_DESK: dict.fromkeys(STAFF, R.all),
    P.READ_IDENTITY: {
        Role.participant: R.own,
        Role.coach: R.working,
        Role.supervisor: R.all,
        Role.operator: R.logged,
        Role.client: R.scoped,
        Role.system: R.all,
    },
    P.READ_FACTS: {
        Role.participant: R.own,
        Role.coach: R.working,
        Role.supervisor: R.all,
        Role.evaluator: R.coded,
        Role.operator: R.logged,
        Role.client: R.scoped,
        Role.system: R.all,
    },
    P.WRITE_FACTS: {
        Role.participant: R.own,
        Role.coach: R.working,
        Role.supervisor: R.all,
        Role.operator: R.all,
        Role.client: R.scoped,
        Role.system: R.all,
    },
    P.WRITE_REFERRAL: {
        Role.participant: R.own,
        Role.coach: R.all,
        Role.supervisor: R.all,
        Role.operator: R.all,
        Role.client: R.scoped,
    },
    P.TAKE_PERSON: {Role.coach: R.all},
    P.ASSIGN: _TEAM,
    P.PASS_CAP: _TEAM,
    P.OFFER_PLACE: {Role.supervisor: R.all},
    P.PROVE_ADDRESS: {Role.participant: R.own, Role.coach: R.caseload, Role.supervisor: R.all},
    P.READ_RAISED: {Role.coach: R.caseload, Role.supervisor: R.all},
    P.STRIKE: {
        Role.participant: R.own,
        Role.coach: R.own,
        Role.supervisor: R.all,
        Role.operator: R.all,
        Role.client: R.own,
    },
    P.WAIVE: _TEAM,
    P.RECORD_MEETING: {Role.coach: R.all, Role.supervisor: R.all, Role.operator: R.all, Role.client: R.scoped},
    P.RECORD_TEAM: {Role.supervisor: R.all, Role.admin: R.all, Role.operator: R.all, Role.client: R.scoped},
    P.READ_WRITTEN: {Role.supervisor: R.all, Role.operator: R.logged, Role.client: R.scoped},
    P.SEE_ALERTS: {
        Role.coach: R.caseload,
        Role.supervisor: R.all,
        Role.evaluator: R.coded,
        Role.operator: R.logged,
        Role.client: R.scoped,
    },
    P.ACKNOWLEDGE: {Role.coach: R.caseload, Role.supervisor: R.all},
    P.TAKE_TASK: {Role.coach: R.caseload, Role.supervisor: R.all},
    P.READ_REPORTS: {
        Role.participant: R.own,
        Role.coach: R.caseload,
        Role.supervisor: R.all,
        Role.evaluator: R.coded,
        Role.operator: R.all,
        Role.client: R.scoped,
    },
    P.EXPORT: {
        Role.participant: R.own,
        Role.supervisor: R.all,
        Role.evaluator: R.coded,
        Role.operator: R.all,
        Role.client: R.scoped,
    },
    P.VERIFY: {Role.supervisor: R.all, Role.evaluator: R.coded, Role.dpo: R.all, Role.operator: R.all},
    P.SIGN: {Role.admin: R.all, Role.operator: R.all, Role.system: R.all},
    P.ASK_ERASURE: {Role.participant: R.own},
    P.DECIDE_ERASURE: {Role.supervisor: R.all},
    P.CARRY_OUT_ERASURE: {Role.dpo: R.all, Role.operator: R.all},
    P.READ_ACCESS_LOG: {Role.participant: R.own, Role.dpo: R.all, Role.operator: R.logged},
    P.REVIEW_ACCESS: {Role.dpo: R.all, Role.operator: R.behalf},
    P.BREAK_GLASS: {Role.supervisor: R.all},
    P.MANAGE_STAFF: {Role.admin: R.all, Role.operator: R.all},
    P.MANAGE_SYSTEM: {Role.admin: R.all, Role.operator: R.all},
}
"""For each permission, with whom each role may do it."""

PERSONAL = frozenset({P.READ_IDENTITY, P.READ_FACTS, P.WRITE_FACTS, P.PROVE_ADDRESS, P.READ_RAISED, P.STRIKE})
"""What protected identity keeps for the named coach alone."""


APPOINTED = frozenset({P.TAKE_PERSON})
"""What nobody does by themselves with somebody protected: a supervisor names their coach."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, made at the door: from a session, a client's key, or the operator's sign-in."""

    role: Role | None
    name: str = ""
    programme: str | None = None
    stream: UUID | None = None
    scopes: frozenset[Permission] = field(default_factory=frozenset)
    behalf: str | None = None
    """Whom an operator or a client acts for: `supervisor:REF`, or `dpo:REF` who reviews."""
    read_out: bool = False
    """A participant whose session was opened with a code that a colleague read out: it may be that colleague."""
    reason: str | None = None
    """Why an operator reads somebody under protected identity."""

    @classmethod
    def staff(cls, staff: str, programme: str) -> Actor:
        """A colleague by the name their session stands for, as `coach:REF`; of no known role they may do nothing."""
        role, _, name = staff.partition(":")
        return cls(Role(role) if role in STAFF and name else None, name, programme)

    @classmethod
    def in_chat(cls, chat: Chat) -> Actor:
        """Whoever a chat's session stands for: a colleague, a participant, or somebody not yet known.

        That they came in behind a code which was read out, the chat says, as it was read for the session.
        """
        if chat.staff is not None:
            return cls.staff(chat.staff, chat.programme or "")
        return cls(Role.participant, programme=chat.programme, stream=chat.stream, read_out=chat.read_out)

    @property
    def recorded(self) -> str:
        """What the log calls the actor: `coach:REF`, `operator:NAME`, `participant`, `system`."""
        role = "nobody" if self.role is None else self.role.value
        return f"{role}:{self.name}" if self.name else role

    @property
    def signed(self) -> str:
        """The same with what the log has to say of how they came in: whose behalf it was stays `recorded`."""
        return self.recorded + READ_OUT if self.read_out and self.role is Role.participant else self.recorded

    @property
    def coaches(self) -> bool:
        """Whether the actor is a coach."""
        return self.role is Role.coach

    @property
    def leads(self) -> bool:
        """Whether the actor leads the coaches."""
        return self.role is Role.supervisor


@dataclass(frozen=True, slots=True)
class Bond:
    """What ties an actor to a person at this moment. Without a person, nothing does."""

    admitted: bool = True
    """Whether the actor may be here at all: in the programme's team, not left, not disabled."""
    own: bool = False
    """The person themselves, or their named coach; for a strike, whoever recorded the entry."""
    deputised: bool = False
    second: bool = False
    """A second coach of the person: works with them, and answers for no deadline."""
    protected: bool = False
    glass: bool = False
    """A supervisor has broken the glass, with a reason, within the hour."""


FREE = Bond()
"""No person in particular: what concerns the programme as a whole."""


def ever(actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role may do this with anybody at all: what a page's door asks, before anybody is meant."""
    return actor.role is not None and actor.role in TABLE[permission]


def by_pseudonym(actor: Actor, permission: Permission) -> bool:
    """Whether the actor does this with coded things alone: they know nobody, and read nobody's words."""
    return actor.role is not None and TABLE[permission].get(actor.role) is Reach.coded


def may(actor: Actor, permission: Permission, bond: Bond = FREE) -> bool:
    """Whether the actor may do this, given what ties them to the person."""
    reach = TABLE[permission].get(actor.role) if actor.role is not None else None
    if reach is None or not bond.admitted:
        return False
    if bond.protected and permission in APPOINTED:
        return False
    if bond.protected and permission in PERSONAL and not _sees_protected(actor, bond):
        return False
    match reach:
        case Reach.own:
            return bond.own
        case Reach.caseload:
            return bond.own or bond.deputised
        case Reach.working:
            return bond.own or bond.deputised or bond.second
        case Reach.scoped:
            return permission in actor.scopes
        case Reach.behalf:
            return actor.behalf is not None
        case Reach.all | Reach.coded | Reach.logged:
            return True


def _sees_protected(actor: Actor, bond: Bond) -> bool:
    """Under protected identity: the person, the named coach, a broken glass, an operator's reason, the courier."""
    if actor.role is Role.operator:
        return actor.reason is not None
    return bond.own or bond.glass or actor.role is Role.system


def check(actor: Actor, permission: Permission, bond: Bond = FREE) -> None:
    """Raise NotAllowed where `may` says no. The message names a role and a permission, and nobody."""
    if not may(actor, permission, bond):
        raise NotAllowed(f"{actor.role or 'nobody'} may not: {permission} is missing")
