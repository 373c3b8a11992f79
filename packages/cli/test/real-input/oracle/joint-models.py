"""Expected values of time decay, Markov and Shapley over the journeys of July 2018, written independently of the program.

Usage: python joint-models.py DATA_FOLDER > joint-models.json

Every row is a touch; a row with conversion = 1 is an order of conversion_value. Time decay shares an order among the touches
of its lookback. Markov and Shapley see journeys that start anew after each order, and Markov the journey of everybody after
the last order as one that led to nothing. Transforms of the path are applied to such journeys, for linear credit as well. Orders 1 and 2 are solved over exact fractions, order 3 with numpy in doubles.
"""

import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from datetime import datetime, timezone
from fractions import Fraction
from itertools import combinations
from math import factorial

import numpy

HALF_LIFE = 7 * 86400


def load(folder):
    customers = defaultdict(list)
    with gzip.open(f"{folder}/journeys-july2018/touches.csv.gz", "rt", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), start=1):
            at = datetime.strptime(row["time"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
            value = Fraction(row["conversion_value"]) if row["conversion"] == "1" else None
            customers[row["customer_id"]].append((int(at.timestamp()), str(number), row["channel"], value))
    for rows in customers.values():
        rows.sort(key=lambda row: row[:2])
    return customers


def time_decay(customers, lookback, own):
    totals = defaultdict(lambda: [0.0, 0.0])
    for rows in customers.values():
        for order in rows:
            if order[3] is None:
                continue
            path = [row for row in rows if row[0] <= order[0] and (own or row is not order)]
            path = [row for row in path if lookback is None or row[0] >= order[0] - lookback]
            weights = [0.5 ** ((path[-1][0] - row[0]) / HALF_LIFE) for row in path]
            for row, weight in zip(path, weights):
                totals[row[2]][0] += weight / sum(weights)
                totals[row[2]][1] += weight / sum(weights) * float(order[3])
            if not path:
                totals["direct"][0] += 1
                totals["direct"][1] += float(order[3])
    return {channel: {"orders": orders, "value": value} for channel, (orders, value) in sorted(totals.items())}


def first_exposure(path):
    return list(dict.fromkeys(path))


def last_exposure(path):
    return first_exposure(path[::-1])[::-1]


def collapse(path):
    return [channel for channel, after in zip(path, path[1:] + [None]) if channel != after]


# A file without campaigns has nothing but the channel to be unique by.
TRANSFORMS = {"unique": last_exposure, "collapse": collapse, "first-exposure": first_exposure, "last-exposure": last_exposure}


def linear(won):
    totals = defaultdict(lambda: [Fraction(0), Fraction(0)])
    for path, value in won:
        for channel in path or ["direct"]:
            totals[channel][0] += Fraction(1, len(path or [1]))
            totals[channel][1] += value / len(path or [1])
    return {channel: {"orders": float(orders), "value": float(value)} for channel, (orders, value) in sorted(totals.items())}


def transformed(won, lost, transform):
    won = [(transform(path), value) for path, value in won]
    lost = [transform(path) for path in lost]
    return {"linear": linear(won), "markov:1": markov(won, lost, 1), "markov:2": markov(won, lost, 2)}


def journeys(customers, lookback, own):
    """Per order its path and value, and per customer with touches after the last order their path."""
    won, lost = [], []
    for rows in customers.values():
        spent = -1
        for order in sorted((row for row in rows if row[3] is not None), key=lambda row: (row[0], row[1])):
            path = [row[2] for row in rows if spent < row[0] <= order[0] and (own or row is not order)]
            if lookback is not None:
                path = [row[2] for row in rows if max(spent + 1, order[0] - lookback) <= row[0] <= order[0] and (own or row is not order)]
            won.append((path, order[3]))
            spent = order[0]
        tail = [row[2] for row in rows if row[0] > spent]
        if tail:
            lost.append(tail)
    return won, lost


def chain(won, lost, order):
    rows = defaultdict(Counter)
    for path, end in [(path, "won") for path, _ in won if path] + [(path, "lost") for path in lost]:
        state = ()
        for channel in path:
            after = (state + (channel,))[-order:]
            rows[state][after] += 1
            state = after
        rows[state][end] += 1
    return rows


def success(rows, removed, exact):
    states = [state for state in rows if removed is None or removed not in state]
    number = {state: at for at, state in enumerate(states)}
    size = len(states)
    matrix = [[Fraction(0)] * (size + 1) for _ in states]
    for state in states:
        total = sum(rows[state].values())
        line = matrix[number[state]]
        line[number[state]] += 1
        for after, weight in rows[state].items():
            if after == "won":
                line[size] += Fraction(weight, total)
            elif after in number:
                line[number[after]] -= Fraction(weight, total)
    if not exact:
        whole = numpy.array([[float(cell) for cell in line] for line in matrix])
        return numpy.linalg.solve(whole[:, :size], whole[:, size])[number[()]]
    for at in range(size):
        pivot = next(row for row in range(at, size) if matrix[row][at] != 0)
        matrix[at], matrix[pivot] = matrix[pivot], matrix[at]
        inverse = 1 / matrix[at][at]
        matrix[at] = [cell * inverse if cell else cell for cell in matrix[at]]
        for row in range(at + 1, size):
            factor = matrix[row][at]
            if factor:
                matrix[row] = [cell - factor * above if above else cell for cell, above in zip(matrix[row], matrix[at])]
    values = [Fraction(0)] * size
    for at in reversed(range(size)):
        values[at] = matrix[at][size] - sum(matrix[at][after] * values[after] for after in range(at + 1, size) if matrix[at][after])
    return values[number[()]]


def markov(won, lost, order):
    rows = chain(won, lost, order)
    channels = sorted({channel for path, _ in won for channel in path} | {channel for path in lost for channel in path})
    whole = success(rows, None, order < 3)
    effects = {channel: 1 - success(rows, channel, order < 3) / whole for channel in channels}
    touched = [value for path, value in won if path]
    totals = {channel: [effect / sum(effects.values()) * len(touched), effect / sum(effects.values()) * (sum(touched) if order < 3 else float(sum(touched)))] for channel, effect in effects.items()}
    return with_untouched(totals, won)


def shapley(won):
    """The textbook sum over coalitions of v(S) = what was won by journeys whose channels all lie in S."""
    worth = defaultdict(lambda: [0, Fraction(0)])
    for path, value in won:
        if path:
            worth[frozenset(path)][0] += 1
            worth[frozenset(path)][1] += value
    players = sorted(frozenset().union(*worth))
    n = len(players)

    def v(coalition, which):
        return sum(sums[which] for members, sums in worth.items() if members <= coalition)

    totals = {}
    for player in players:
        others = [other for other in players if other != player]
        totals[player] = [
            sum(
                Fraction(factorial(size) * factorial(n - size - 1), factorial(n)) * (v(frozenset(members) | {player}, which) - v(frozenset(members), which))
                for size in range(n)
                for members in combinations(others, size)
            )
            for which in (0, 1)
        ]
    return with_untouched(totals, won)


def with_untouched(totals, won):
    untouched = [value for path, value in won if not path]
    if untouched:
        totals["direct"] = [len(untouched), sum(untouched)]
    return {channel: {"orders": float(orders), "value": float(value)} for channel, (orders, value) in sorted(totals.items())}


def scenario(customers, lookback, own):
    won, lost = journeys(customers, lookback, own)
    models = {f"markov:{order}": markov(won, lost, order) for order in (1, 2, 3)}
    return {"time-decay": time_decay(customers, lookback, own), **models, "shapley": shapley(won)}


def main():
    customers = load(sys.argv[1])
    json.dump(
        {
            "madeWith": {"python": sys.version.split()[0], "numpy": numpy.__version__},
            "oneDay": scenario(customers, 86400, False),
            "sevenDays": scenario(customers, 7 * 86400, False),
            "noLookback": scenario(customers, None, False),
            "noLookbackConversionIsTouch": scenario(customers, None, True),
            "transforms": {name: transformed(*journeys(customers, None, False), transform) for name, transform in TRANSFORMS.items()},
        },
        sys.stdout,
        indent=1,
    )
    print()


main()
