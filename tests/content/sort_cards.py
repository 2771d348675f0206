"""Cards for the sort test: descriptors in a shuffled order with their levels covered.

    python tests/content/sort_cards.py [--only-first-sentences] [--seed N] [ID ...]

Two readers sort each set by themselves, worst to best. The key is printed last.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
from pathlib import Path


def main() -> None:
    """Print the cards, then their key."""
    spec = importlib.util.spec_from_file_location(
        "framework_texts", Path(__file__).with_name("test_framework_texts.py")
    )
    assert spec
    assert spec.loader
    texts = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(texts)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("ids", nargs="*", metavar="ID", help="indicators; all where none is named")
    parser.add_argument("--only-first-sentences", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    deck = random.Random(asked.seed)  # noqa: S311
    indicators = texts.FRAMEWORKS["north-east"]["indicators"]
    key = []
    for i in asked.ids or indicators:
        order = deck.sample(texts.LEVELS, len(texts.LEVELS))
        print(f"\n{i}  {indicators[i]['title']}")  # noqa: T201
        for letter, level in zip("abcd", order, strict=True):
            text = indicators[i]["levels"][level]
            print(f"  {letter}  {texts.first_sentence(text) if asked.only_first_sentences else text}")  # noqa: T201
        key.append(f"{i} " + "".join("abcd"[order.index(level)] for level in texts.LEVELS))
    print("\nWorst to best:", "  ".join(key))  # noqa: T201


if __name__ == "__main__":
    main()
