"""`python -m tools.phrases learn` writes the weights; `measure` counts what is missed and needless on unseen lists."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence

from bots.crisis.likeness import FILE, write
from bots.crisis.phrases import Phrases, load_phrases
from journey.engine.loading.programmes import shipped_config
from tools.phrases.lists import SENTENCES, UNSEEN, Sentence, read

WRONG_USE = 2


def main(arguments: list[str]) -> int:
    """Do one of the two. Returns the exit code."""
    if arguments == ["learn"]:
        _learn()
    elif arguments == ["measure"]:
        _measure(load_phrases(None), read(UNSEEN))
    else:
        print("usage: python -m tools.phrases learn|measure", file=sys.stderr)
        return WRONG_USE
    return 0


def _learn() -> None:
    from tools.phrases.learning import learn

    sentences = read(SENTENCES)
    header, weights = learn(sentences)
    write(shipped_config() / "crisis" / FILE, header, weights)
    print(f"weights of {len(sentences)} sentences written")


def _measure(phrases: Phrases, sentences: Sequence[Sentence]) -> None:
    """Print, for each list, how many of how many are missed or needless, and by which families."""
    lists: dict[tuple[str, bool], list[str | None]] = defaultdict(list)
    for sentence in sentences:
        lists[sentence.file, sentence.calls].append(phrases.family(sentence.text))
    for (file, calls), families in sorted(lists.items()):
        wrong = [family for family in families if (family is None) is calls]
        by_family = "" if calls else ", ".join(sorted(str(family) for family in wrong))
        share = f"{len(wrong)} of {len(families)} = {100 * len(wrong) / len(families):.1f} %"
        print(f"{file:32} {'missed' if calls else 'needless':9} {share:20} {by_family}".rstrip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
