"""Where a colleague of each role can go from any page: at most six words, the same on a phone."""

from __future__ import annotations

from collections.abc import Mapping

from services.permissions import Role

_TODAY = ("/desk", "today")
_REPORTS = ("/desk/reports", "reports")
_AT_WORK = (_TODAY, ("/desk/people", "people"), ("/desk/people/waiting", "waiting"), ("/desk/team", "team"))

MENUS: Mapping[Role, tuple[tuple[str, str], ...]] = {
    Role.coach: _AT_WORK,
    Role.supervisor: (*_AT_WORK, _REPORTS),
    Role.evaluator: (_TODAY, ("/desk/ask", "ask"), _REPORTS),
    Role.dpo: (
        _TODAY,
        ("/desk/office/looked", "looked"),
        ("/desk/office/erasures", "erasures"),
        ("/desk/office", "office"),
    ),
    Role.admin: (_TODAY, ("/desk/office/staff", "staff"), ("/desk/office/health", "health")),
}
"""By role: each address with the name of its word."""
