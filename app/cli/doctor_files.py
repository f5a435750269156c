"""What the doctor reads of the config folder: every file that a server, a report or an export would read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bots.crisis.helplines import FILE, load_helplines
from bots.crisis.phrases import load_phrases
from bots.crisis.wishes import load_wishes
from bots.texts.catalogue import Texts
from journey.engine.loading.benchmarks import load_benchmarks
from journey.engine.loading.config_folder import name_some, unread
from journey.engine.loading.programmes import load_programmes, shipped_config
from journey.engine.loading.rates import load_rates
from journey.engine.loading.retention import load_retention
from journey.engine.loading.scales import load_scales
from projections.exports.config import code_lists, sus_words

Finding = tuple[bool, str]
Look = Callable[[Path | None], Finding]

VERIFIED_FOR = timedelta(days=366)
"""How long somebody's verification of the helplines holds."""


def _programmes(config: Path | None) -> Finding:
    return True, "in order: " + ", ".join(sorted(dict(load_programmes(config))))


def _texts(config: Path | None) -> Finding:
    texts = Texts([shipped_config() / "locales", *([config / "locales"] if config else [])])
    return True, "in order: " + ", ".join(texts.languages)


def _helplines(config: Path | None) -> Finding:
    verified = load_helplines(config).checked
    if config is None or not (config / FILE).exists():
        return (
            True,
            f"as shipped: nobody here has verified them; copy {FILE} to your config folder, ring, write the day",
        )
    today = datetime.now(UTC).date()
    if verified > today + timedelta(days=1):
        return False, f"verified {verified}, a day that is still to come; write the day when somebody rang them"
    if today - verified > VERIFIED_FOR:
        return False, f"verified {verified}, more than a year ago; ring every number and write the day"
    return True, f"in order; verified {verified}"


def _folder(config: Path | None) -> Finding:
    if config is None:
        return True, f"the shipped one alone: {shipped_config()}"
    strangers = unread(config)
    return not strangers, f"nothing reads {name_some(strangers)}" if strangers else "every file in it is read"


def _only_read(read: Callable[[Path | None], object]) -> Look:
    def look(config: Path | None) -> Finding:
        read(config)
        return True, "in order"

    return look


def _report_words(config: Path | None) -> Finding:
    from projections.reports.showing.words import check  # the drawing of pages is not needed by --help

    check(config)
    return True, "in order: sv, en"


def _sign_in(config: Path | None) -> Finding:
    from app.wiring.signin import way_in  # nor is the sign-in

    return True, f"in order: {way_in(config)}"


LOOKS: dict[str, Look] = {
    "programme files": _programmes,
    "config folder": _folder,
    "rate files": _only_read(load_rates),
    "benchmarks": _only_read(load_benchmarks),
    "fidelity scales": _only_read(load_scales),
    "texts": _texts,
    "crisis phrases": _only_read(load_phrases),
    "sentences that ask for a human": _only_read(load_wishes),
    "helplines": _helplines,
    "words of SUS": _only_read(sus_words),
    "codes that may leave": _only_read(code_lists),
    "retention times": _only_read(load_retention),
    "words of reports": _report_words,
    "staff sign-in": _sign_in,
}
"""Every kind of file with what is looked at; the programme files come first, as nothing opens without them."""
