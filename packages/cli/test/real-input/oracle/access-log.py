"""Expected values of the access-log tests, in plain Python, written independently of the program.

Usage: python access-log.py DATA_FOLDER > access-log.json

Referrers: which requests of the log came from outside, and which hosts the public lists of Matomo call search engines or
social networks. Bursts: brute force over every window that begins at a request; a request is too fast when some closed window
of 600 s holds it and more than 10 requests of one method and user agent, or of one method and visitor. Winners: the order of every visitor is the
last request; the last request that is not too fast wins it, ties by the line number as text.
"""

import csv
import gzip
import io
import json
import re
import sys
from collections import Counter, defaultdict
from datetime import datetime, timezone
from urllib.parse import urlsplit

OWN = "semicomplete.com"


def load(folder):
    with gzip.open(f"{folder}/access-log/access_log.csv.gz") as file:
        rows = list(csv.DictReader(io.TextIOWrapper(file, "utf-8", newline="")))
    for row in rows:
        row["at"] = int(datetime.strptime(row["time"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc).timestamp())
    return rows


def listed(folder):
    """Host -> kind, for the entries that are plain hosts or a name before any top-level domain."""
    kinds = {}
    with open(f"{folder}/web-sources/SearchEngines.json") as file:
        for engines in json.load(file).values():
            for engine in engines:
                for url in engine.get("urls", []):
                    kinds[url] = "search"
    with open(f"{folder}/web-sources/Socials.json") as file:
        for hosts in json.load(file).values():
            for host in hosts:
                kinds[host] = "social"
    return kinds


def kind_of(host, kinds):
    bare = host.removeprefix("www.")
    for name in (host, bare):
        if name in kinds:
            return kinds[name]
        for dots in (1, 2):
            parts = name.split(".")
            if len(parts) > dots and ".".join(parts[:-dots]) + ".{}" in kinds:
                return kinds[".".join(parts[:-dots]) + ".{}"]
    return None


def referrers(rows, kinds):
    external = Counter()
    for row in rows:
        host = (urlsplit(row["referrer"]).hostname or "").lower()
        # Three requests name a host in escaped bytes of another alphabet, which is no host.
        if re.fullmatch(r"[a-z0-9.-]+", host) and host != OWN and not host.endswith("." + OWN):
            external[host] += 1
    known = {kind: {} for kind in ("search", "social")}
    for host, count in sorted(external.items()):
        kind = kind_of(host, kinds)
        if kind:
            known[kind][host] = count
    return {"requests": len(rows), "external": sum(external.values()), "known": known}


def too_fast(rows, window, most):
    found = set()
    for key in ("user_agent", "visitor"):
        groups = defaultdict(list)
        for row in rows:
            if row[key] != "":
                groups[row["method"], row[key]].append(row)
        for group in groups.values():
            for start in group:
                inside = [row for row in group if start["at"] <= row["at"] <= start["at"] + window]
                if len(inside) > most:
                    found.update(row["line"] for row in inside)
    return found


def winners(rows, rejected):
    last, best = {}, {}
    for row in rows:
        visitor, rank = row["visitor"], (row["at"], row["line"])
        last[visitor] = max(last.get(visitor, rank), rank)
        if row["line"] not in rejected:
            best[visitor] = max(best.get(visitor, rank), rank)
    return {visitor: best[visitor][1] if visitor in best else None for visitor in sorted(last)}


def main():
    folder = sys.argv[1]
    rows = load(folder)
    rejected = too_fast(rows, 600, 10)
    won = winners(rows, rejected)
    json.dump(
        {
            "madeWith": {"python": sys.version.split()[0]},
            "referrers": referrers(rows, listed(folder)),
            "bursts": {
                "tooFast": len(rejected),
                "visitors": len(won),
                "onlyRejected": sum(winner is None for winner in won.values()),
                "sumOfWinners": sum(int(winner) for winner in won.values() if winner is not None),
            },
        },
        sys.stdout,
        indent=1,
    )
    print()


main()
