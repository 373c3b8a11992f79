"""Expected values of the real-input tests of `liftproof attribute`, in plain Python with exact fractions.

Usage: python journeys.py DATA_FOLDER > journeys.json

Every row is a touch; a row with conversion = 1 is an order of conversion_value. The order's own row is no candidate
unless the scenario says so. With reset, touches up to the customer's order before are spent. A direct channel wins last-non-direct
only when there is no other. Ties in time go to the row whose number, as text, is greater by code point.
"""

import csv
import gzip
import json
import sys
from collections import defaultdict
from datetime import datetime, timezone
from fractions import Fraction


def load(folder):
    with gzip.open(f"{folder}/journeys-july2018/touches.csv.gz", "rt", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), start=1):
            at = datetime.strptime(row["time"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
            yield {
                "id": str(number),
                "customer": row["customer_id"],
                "at": int(at.timestamp()),
                "channel": row["channel"],
                "value": Fraction(row["conversion_value"]) if row["conversion"] == "1" else None,
            }


def shares(model, path, direct):
    n = len(path)
    if model == "last-non-direct" and direct is not None:
        open_ones = [i for i in range(n) if path[i]["channel"] != direct]
        return [Fraction(int(i == (open_ones[-1] if open_ones else n - 1))) for i in range(n)]
    if model == "first":
        return [Fraction(int(i == 0)) for i in range(n)]
    if model in ("last", "last-non-direct"):
        return [Fraction(int(i == n - 1)) for i in range(n)]
    if model == "linear":
        return [Fraction(1, n)] * n
    if n == 1:
        return [Fraction(1)]
    if n == 2:
        return [Fraction(1, 2)] * 2
    return [Fraction(2, 5)] + [Fraction(1, 5 * (n - 2))] * (n - 2) + [Fraction(2, 5)]


def attribute(rows, lookback_days, own, reset=False, direct=None):
    customers = defaultdict(list)
    for row in rows:
        customers[row["customer"]].append(row)
    totals = {model: defaultdict(lambda: [Fraction(0), Fraction(0)]) for model in ("last-non-direct", "first", "last", "linear", "position")}
    orders, value, without, ties = 0, Fraction(0), 0, 0
    for touches in customers.values():
        touches.sort(key=lambda row: (row["at"], row["id"]))
        spent = -1
        for order in touches:
            if order["value"] is None:
                continue
            orders, value = orders + 1, value + order["value"]
            opens = order["at"] - lookback_days * 86400 if lookback_days is not None else -1
            path = [t for t in touches if opens <= t["at"] <= order["at"] and t["at"] > spent and (own or t is not order)]
            if reset:
                spent = order["at"]
            without += not path
            ties += len(path) > 1 and path[-1]["at"] == path[-2]["at"] and path[-1]["channel"] != path[-2]["channel"]
            for model, channels in totals.items():
                credit = zip(path, shares(model, path, direct)) if path else [({"channel": "direct"}, Fraction(1))]
                for touch, share in credit:
                    channels[touch["channel"]][0] += share
                    channels[touch["channel"]][1] += share * order["value"]
    return {
        "orders": orders,
        "value": float(value),
        "ordersWithoutTouch": without,
        "ordersDecidedByTie": ties,
        "models": {
            model: {channel: {"orders": float(o), "value": float(v)} for channel, (o, v) in sorted(channels.items())}
            for model, channels in totals.items()
        },
    }


def main():
    rows = list(load(sys.argv[1]))
    json.dump(
        {
            "madeWith": {"python": sys.version.split()[0]},
            "sevenDays": attribute(rows, 7, False),
            "thirtyDaysFacebookIsDirect": attribute(rows, 30, False, direct="Facebook"),
            "noLookbackReset": attribute(rows, None, False, reset=True),
            "noLookback": attribute(rows, None, False),
            "noLookbackConversionIsTouch": attribute(rows, None, True),
        },
        sys.stdout,
        indent=1,
    )
    print()


main()
