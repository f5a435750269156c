"""Run as a process of its own: do one piece of reading, then say how many megabytes were held at most."""

import resource
import sys
from pathlib import Path

from journey.engine.engine import Engine
from projections.live.comparison import fold
from tests.benchmarks.reports import told


def main() -> None:
    """`python -m tests.benchmarks.memory scan|replay|report FILE`."""
    work, file = sys.argv[1:]
    engine = Engine(f"sqlite:///{file}", Path(file).with_name("journey.key"), {})
    match work:
        case "scan":
            for _ in engine.log.scan():
                pass
        case "replay":
            fold(engine)
        case _:
            told(engine, "outcomes")
    print(_most())


def _most() -> float:
    """The most megabytes this process ever held. `ru_maxrss` would be the starting process's, where that held more."""
    own = Path("/proc/self/status")
    if own.exists():
        return next(int(line.split()[1]) for line in own.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
