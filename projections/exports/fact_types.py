"""Lists the types of facts that leave the store in an export, and says of each other one why it never does."""

from __future__ import annotations

from collections.abc import Mapping

from journey.domain.events import ENTRY_TYPES, Fact
from journey.domain.events.system import AlertRaised

_PROTECTED = "They would tell that somebody lives or lived under protected identity."
_FORGOTTEN = "They would tell who asked to be forgotten."
_MESSAGE = "Messages to one person; `journey audit discrepancies` tells of those that did not arrive."
_CHAT = "What a person chose for their own chat."
_SHARED_WORK = "How colleagues share their work: it befalls nobody."
_APPOINTMENT = "What a person wrote about an appointment; whether it was kept leaves."
_HOUSEKEEPING = "It names entries by their ids, and says where else they are kept: nothing happened to anybody."
_SIGN_IN = "Who may sign in; the team leaves by `coach_registered` and what follows it."

NEVER: Mapping[str, str] = {
    "struck": "It shows as a mark on the line of what it struck.",
    "identity_changed": _PROTECTED,
    "break_glass_opened": _PROTECTED,
    "erased": _FORGOTTEN,
    "merged": "The facts of both leave as one person's; that there were two says nothing about them.",
    "erasure_requested": _FORGOTTEN,
    "erasure_decided": _FORGOTTEN,
    "message_decided": _MESSAGE,
    "message_sent": _MESSAGE,
    "message_delivered": _MESSAGE,
    "message_failed": _MESSAGE,
    "message_expired": _MESSAGE,
    "messages_paused": _CHAT,
    "messages_resumed": _CHAT,
    "language_changed": _CHAT,
    "contact_details_changed": "Contact details never leave.",
    "address_proved": "How somebody gets into their chat never leaves.",
    "entered_by_read_out_code": "How somebody gets into their chat never leaves.",
    "appointment_confirmed": _APPOINTMENT,
    "appointment_change_requested": _APPOINTMENT,
    "place_offered": "A question in a person's chat; what came of it leaves as a move.",
    "check_in_switched": _CHAT,
    "check_in_answered": "How somebody felt is between them and their coach.",
    "task_opened": _SHARED_WORK,
    "task_acknowledged": _SHARED_WORK,
    "alert_acknowledged": _SHARED_WORK,
    "reminder_set": _SHARED_WORK,
    "reminder_done": _SHARED_WORK,
    "note_shared": _SHARED_WORK,
    "question_asked": _SHARED_WORK,
    "question_answered": _SHARED_WORK,
    "question_closed": _SHARED_WORK,
    "filed_in_journal": _HOUSEKEEPING,
    "exported": "`journey exports` lists them.",
    "rules_changed": "`rules_version` says which rules judged a deadline.",
    "caseload_changed": "It guards a coach's cap, and repeats `enrolled` and `coach_assigned`, which leave.",
    "staff_added": _SIGN_IN,
    "staff_disabled": _SIGN_IN,
    "access_reviewed": "Whose reading was looked through; `journey access list` has the readings themselves.",
    "retention_applied": "What was destroyed when its time was over: it befalls nobody's journey.",
}
"""Types that leave in no export, each with the reason."""

TYPES: Mapping[str, type[Fact]] = {
    **{name: cls for name, cls in ENTRY_TYPES.items() if name not in NEVER},
    "alert_raised": AlertRaised,
}
"""The facts that exports hold, by type."""
