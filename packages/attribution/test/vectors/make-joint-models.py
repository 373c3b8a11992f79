"""Markov and Shapley credit of random journeys, in plain Python with exact fractions.

Usage: python make-joint-models.py > joint-models.json

Markov: the walk over the last k channels as a linear system, solved by Gauss-Jordan elimination over fractions, once whole
and once per channel with every state that remembers it leading nowhere. Shapley: the textbook sum over all coalitions.
"""

import json
import random
import sys
from fractions import Fraction
from itertools import combinations
from math import factorial


def chain(paths, order):
    rows = {(): {}}
    for channels, won, lost in paths:
        if won + lost == 0:
            continue
        state = ()
        for channel in channels:
            after = (state + (channel,))[-order:]
            rows[state][after] = rows[state].get(after, 0) + won + lost
            rows.setdefault(after, {})
            state = after
        for end, weight in (("won", won), ("lost", lost)):
            if weight:
                rows[state][end] = rows[state].get(end, 0) + weight
    return rows


def probability(rows, removed):
    states = [state for state in rows if removed is None or removed not in state]
    number = {state: at for at, state in enumerate(states)}
    matrix = []
    for state in states:
        total = sum(rows[state].values())
        line = [Fraction(0)] * (len(states) + 1)
        line[number[state]] += 1
        for after, weight in rows[state].items():
            if after == "won":
                line[-1] += Fraction(weight, total)
            elif after in number:
                line[number[after]] -= Fraction(weight, total)
        matrix.append(line)
    for at in range(len(states)):
        pivot = next(row for row in range(at, len(states)) if matrix[row][at] != 0)
        matrix[at], matrix[pivot] = matrix[pivot], matrix[at]
        matrix[at] = [cell / matrix[at][at] for cell in matrix[at]]
        for row in range(len(states)):
            if row != at and matrix[row][at] != 0:
                factor = matrix[row][at]
                matrix[row] = [cell - factor * above for cell, above in zip(matrix[row], matrix[at])]
    return matrix[number[()]][-1]


def markov(paths, order, channels):
    rows = chain(paths, order)
    whole = probability(rows, None)
    effects = [1 - probability(rows, channel) / whole for channel in channels]
    return [[channel, float(effect), float(effect / sum(effects))] for channel, effect in zip(channels, effects)]


def shapley(paths, channels):
    def worth(coalition):
        return sum(won for path, won, _ in paths if set(path) <= coalition)

    n = len(channels)
    values = []
    for channel in channels:
        others = [other for other in channels if other != channel]
        value = Fraction(0)
        for size in range(n):
            weight = Fraction(factorial(size) * factorial(n - size - 1), factorial(n))
            for members in combinations(others, size):
                value += weight * (worth(set(members) | {channel}) - worth(set(members)))
        values.append([channel, f"{value.numerator}/{value.denominator}"])
    return values


def random_paths(rng, names, count, longest):
    paths = []
    for _ in range(count):
        channels = [rng.choice(names) for _ in range(rng.randint(1, longest))]
        paths.append([channels, rng.choice([0, 0, 1, 2, 5]), rng.choice([0, 1, 3])])
    paths[0][1] = 1
    return paths


def main():
    rng = random.Random(20261123)
    sets = {
        "one channel": [[["A"], 3, 1], [["A", "A"], 1, 4]],
        "a channel that no conversion needs": [[["A"], 3, 0], [["B"], 0, 7], [["A", "C"], 0, 2]],
        "a channel that every conversion passes": [[["A", "B"], 2, 1], [["B"], 1, 1], [["C", "B"], 4, 0], [["C"], 0, 3]],
        "walks that hardly ever end": [[["A", "B", "C", "A", "B", "C", "A"], 0, 999999937], [["A"], 1, 0], [["C"], 1, 0]],
        "an effect of a millionth": [[["A"], 1000000, 0], [["B", "A"], 1, 0], [["B"], 0, 1]],
        "five channels": random_paths(rng, "ABCDE", 12, 5),
        "five channels, long paths": random_paths(rng, "ABCDE", 6, 14),
        "eight channels": random_paths(rng, "ABCDEFGH", 14, 4),
    }
    cases = []
    for name, paths in sets.items():
        channels = sorted({channel for path, _, _ in paths for channel in path})
        cases.append(
            {
                "name": name,
                "paths": paths,
                "shapley": shapley(paths, channels),
                "markov": {str(order): markov(paths, order, channels) for order in (1, 2, 3, 4)},
            }
        )
    json.dump({"madeWith": {"python": sys.version.split()[0]}, "cases": cases}, sys.stdout, indent=None, separators=(",", ":"))
    print()


main()
