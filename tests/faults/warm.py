"""Loaded once by the process that forks the doomed ones: it does everything once, so that they need not begin cold."""

import shutil
import tempfile
from pathlib import Path

from tests.faults import deeds
from tests.site import make_site, take

_folder = Path(tempfile.mkdtemp(prefix="journey-warm-"))
_site = make_site(_folder / "site")
_person = {"participant": "warm", "on": "2024-01-01"}
with _site.opened() as _journey:
    take(_journey, [{**_person, "type": "enrolled"}, {**_person, "type": "discharged", "reason": "work"}])
deeds.words()
deeds.write(lambda _: None, _site, "w", 1, 1)
for _words in (
    ["sweep"],
    ["erase", "warm", "--without-request", "--reason", "asked for"],
    ["keys", "rotate"],
    ["rebuild"],
    ["backup", "b"],
):
    _site.run(*_words)
shutil.rmtree(_folder)
