"""Every rule of every programme: whoever an alert goes to has a form at the desk that records what settles it."""

from __future__ import annotations

import pytest

from app.desk.forms.fields import fields
from journey.domain.programme import Leg, Programme, Rule
from services import entering
from services.permissions import Actor, Bond, Role, may
from tests.histories import shipped

TOLD = {"coach": Role.coach, "supervisor": Role.supervisor, "responsible": Role.coach}
RULES = [(programme, rule) for programme in shipped().values() for rule in programme.rules]


def told(rule: Rule) -> set[Role]:
    """The roles that any alert of the rule goes to."""
    return {TOLD[name] for names in rule.tell.values() for name in names}


def records(role: Role, kind: str) -> bool:
    """Whether that role records a fact of the type of a person it has, or of its programme."""
    actor = Actor(role, "x", "p")
    return kind not in entering.ELSEWHERE and may(actor, entering.needs(kind, actor, {}), Bond(own=True))


@pytest.mark.parametrize(("programme", "rule"), RULES, ids=[f"{p.id}-{r.id}" for p, r in RULES])
def test_whoever_is_told_can_record_what_settles_it(programme: Programme, rule: Rule) -> None:
    assert told(rule), "somebody is told"
    for leg in rule.legs:
        for role in told(rule):
            assert [kind for kind in _types(leg) if records(role, kind)], (
                f"{role} has no form for {leg.name or rule.id}"
            )


def _types(leg: Leg) -> list[str]:
    return [pattern.type for pattern in leg.satisfier]


@pytest.mark.parametrize(("programme", "rule"), RULES, ids=[f"{p.id}-{r.id}" for p, r in RULES])
def test_the_form_has_a_question_for_everything_that_the_rule_asks_for(programme: Programme, rule: Rule) -> None:
    for leg in rule.legs:
        for pattern in leg.satisfier:
            asked = {one.key for one in fields(pattern.type)}
            assert set(pattern.where) - {"by"} <= asked, f"{pattern.type} of {rule.id}"
