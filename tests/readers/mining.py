"""A separate reader of what is exported for process mining: pm4py, in a process of its own. Prints JSON.

    python mining.py xes MODEL LOG…   fitness of each log by token replay and by alignments
    python mining.py ocel LOG         how many events, objects, objects by type, and events about two jobs or more
    python mining.py days LOG…        of each event of each XES log, in the reader's order: case, activity, day in UTC

pm4py is licensed under the AGPL: it is used by tests alone, and nothing of ours is linked with it.
"""

import contextlib
import io
import json
import sys
import warnings


def main(kind: str, *paths: str) -> dict:
    import pm4py

    if kind == "ocel":
        log = pm4py.read_ocel2_json(paths[0])
        types = log.objects[log.object_type_column].value_counts().to_dict()
        return {
            "events": len(log.events),
            "objects": len(log.objects),
            "types": {k: int(v) for k, v in types.items()},
            "activities": sorted(log.events[log.event_activity].unique()),
            "relations": len(log.relations),
            "changes": len(log.object_changes),
            "between_objects": len(log.o2o),
        }
    if kind == "days":
        return {path: days(pm4py.read_xes(path)) for path in paths}
    net, start, end = pm4py.read_pnml(paths[0])
    return {path: fitness(pm4py, path, net, start, end) for path in paths[1:]}


def days(log):
    utc = log["time:timestamp"].dt.tz_convert("UTC").dt.strftime("%Y-%m-%d")
    return [list(row) for row in zip(log["case:concept:name"], log["concept:name"], utc)]


def fitness(pm4py, path, net, start, end):
    log = pm4py.read_xes(path)
    replayed = pm4py.fitness_token_based_replay(log, net, start, end)
    aligned = pm4py.fitness_alignments(log, net, start, end)
    return {
        "events": len(log),
        "traces": int(log["case:concept:name"].nunique()),
        "columns": {name: str(kind) for name, kind in log.dtypes.items()},
        "replayed": replayed["log_fitness"],
        "replayed_whole": replayed["percentage_of_fitting_traces"],
        "aligned": aligned["average_trace_fitness"],
        "aligned_whole": aligned["percentage_of_fitting_traces"],
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    with contextlib.redirect_stdout(io.StringIO()):  # the library greets and counts aloud
        found = main(*sys.argv[1:])
    print(json.dumps(found))
