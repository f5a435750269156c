"""Where a colleague of each role can go from any page of the desk."""

from __future__ import annotations

from collections.abc import Mapping

from services.permissions import Role

_AT_WORK = (
    ("/desk", "today"),
    ("/desk/people", "people"),
    ("/desk/people/waiting", "waiting"),
    ("/desk/team", "team"),
)
MENUS: Mapping[Role, tuple[tuple[str, str], ...]] = {
    Role.coach: _AT_WORK,
    Role.supervisor: _AT_WORK,
    Role.evaluator: (("/desk", "today"),),
    Role.dpo: (
        ("/desk", "today"),
        ("/desk/office/looked", "looked"),
        ("/desk/office/erasures", "erasures"),
        ("/desk/office", "office"),
    ),
    Role.admin: (
        ("/desk", "today"),
        ("/desk/office/staff", "staff"),
        ("/desk/office/health", "health"),
    ),
}
"""For each role its addresses, each with the name of its word; at most six, as they stand side by side on a phone."""
