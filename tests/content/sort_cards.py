"""Cards for the sort test: descriptors in a shuffled order with their levels covered.

    python tests/content/sort_cards.py [--only-first-sentences] [--seed N] [ID ...]

Two readers sort each set by themselves, worst to best. The key is printed last.
"""

from __future__ import annotations

import argparse
import random

from test_framework_texts import FRAMEWORKS, LEVELS, first_sentence


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("ids", nargs="*", metavar="ID", help="indicators; all where none is named")
    parser.add_argument("--only-first-sentences", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    deck = random.Random(asked.seed)
    indicators = FRAMEWORKS["north-east"]["indicators"]
    key = []
    for i in asked.ids or indicators:
        order = deck.sample(LEVELS, len(LEVELS))
        print(f"\n{i}  {indicators[i]['title']}")
        for letter, level in zip("abcd", order, strict=True):
            text = indicators[i]["levels"][level]
            print(f"  {letter}  {first_sentence(text) if asked.only_first_sentences else text}")
        key.append(f"{i} " + "".join("abcd"[order.index(level)] for level in LEVELS))
    print("\nWorst to best:", "  ".join(key))


if __name__ == "__main__":
    main()
