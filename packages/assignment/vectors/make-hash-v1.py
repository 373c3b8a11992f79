"""Writes hash-v1.json: hash version 1 computed without any code of this repository.

Run: python3 make-hash-v1.py > hash-v1.json   (Python 3, standard library only)
Kernel vectors marked "published" are known values of MurmurHash3_x86_32 and are asserted here.
"""
import json
import platform
from fractions import Fraction

MASK = 0xFFFFFFFF


def rotl(x, r):
    return ((x << r) | (x >> (32 - r))) & MASK


def murmur3_x86_32(data: bytes, seed: int = 0) -> int:
    h = seed
    whole = len(data) // 4 * 4
    for i in range(0, whole, 4):
        k = int.from_bytes(data[i:i + 4], "little")
        k = rotl(k * 0xCC9E2D51 & MASK, 15) * 0x1B873593 & MASK
        h = (rotl(h ^ k, 13) * 5 + 0xE6546B64) & MASK
    if len(data) > whole:
        k = int.from_bytes(data[whole:], "little")
        h ^= rotl(k * 0xCC9E2D51 & MASK, 15) * 0x1B873593 & MASK
    h ^= len(data)
    h = (h ^ h >> 16) * 0x85EBCA6B & MASK
    h = (h ^ h >> 13) * 0xC2B2AE35 & MASK
    return h ^ h >> 16


PUBLISHED = {b"": 0, b"test": 0xBA6BD213, b"Hello, world!": 0xC0363E43,
             b"The quick brown fox jumps over the lazy dog": 0x2E4FF723}
for data, value in PUBLISHED.items():
    assert murmur3_x86_32(data) == value, data
assert murmur3_x86_32(b"", 1) == 0x514E28B7
assert murmur3_x86_32(b"\x00\x00\x00\x00") == 0x2362F9DE

TEXTS = ["", "a", "ab", "abc", "abcd", "abcde", "test", "Hello, world!",
         "The quick brown fox jumps over the lazy dog", "é", "Jos\u00e9", "Jose\u0301", "ß", "Ж", "中文",
         "\u0800", "\uffff", "😀", "😀user", "user😀", "a😀", "ab😀", "abc😀", "abcd😀é", "👩‍👩‍👧‍👦", "\U0010ffff",
         "\u0000", "\u0000\u0000\u0000\u0000", "x" * 511, "é" * 256, "😀" * 128, "0", "007", " padded "]
IDS = ["", "a", "user-1", "user-2", "42", "007", "null", "NaN", "José", "Jose\u0301", "😀user", "中文用户", "مستخدم",
       "\u0000", "6f1c1b52-3c1e-4d0e-9f38-3f0c7f2b8a11", "x" * 512, "é" * 256, "😀" * 128]
SALTS = ["checkout_cta", "checkout_cta#2", "x"]
EXPERIMENTS = [
    {"expId": "checkout_cta", "status": "running", "variants": ["control", "short_form"], "weights": [50, 50]},
    {"expId": "thirds", "status": "running", "variants": ["a", "b", "c"], "weights": [333, 333, 334], "coverage": 0.1},
    {"expId": "layered", "status": "running", "variants": ["off", "on"], "weights": [9, 1], "coverage": 0.5,
     "layer": {"id": "checkout", "slots": [0.25, 0.75]}},
    {"expId": "second", "status": "running", "phase": 2, "variants": ["control", "x"], "weights": [0.1, 0.2],
     "control": "x"},
    {"expId": "salted", "status": "running", "phase": 3, "salt": "kept", "variants": ["control", "x"], "weights": [1, 2]},
]


def point(purpose, salt, unit):
    return murmur3_x86_32("\x1f".join(["lp1", purpose, salt, unit]).encode("utf-8"))


def cut(share):
    """floor(double * 2^32): the product with a power of two is exact, so a fraction gives the same floor."""
    return int(Fraction(share) * 2**32)


def decide(e, unit):
    phase = e.get("phase", 1)
    salt = e.get("salt", e["expId"] if phase == 1 else f"{e['expId']}#{phase}")
    out = {"variant": e.get("control", e["variants"][0]), "bucket": None}
    if "layer" in e:
        low, high = (cut(s) for s in e["layer"]["slots"])
        if not low <= point("layer", e["layer"]["id"], unit) < high:
            return {**out, "reason": "outside_layer"}
    if e.get("coverage", 1) < 1 and point("coverage", salt, unit) >= cut(e["coverage"]):
        return {**out, "reason": "outside_coverage"}
    bucket = point("assign", salt, unit)
    total, cumulative = 0, 0
    for w in e["weights"]:
        total += w
    for variant, w in zip(e["variants"], e["weights"]):
        cumulative += w
        if bucket < cut(cumulative / total):
            return {"variant": variant, "bucket": bucket, "reason": "assigned"}


print(json.dumps({
    "version": 1,
    "madeBy": f"make-hash-v1.py, Python {platform.python_version()}",
    "kernel": [{"text": t, "hash": murmur3_x86_32(t.encode("utf-8"))} for t in TEXTS],
    "hash": [{"purpose": p, "salt": s, "unitId": u, "hash": point(p, s, u)}
             for p in ("layer", "coverage", "assign") for s in SALTS for u in IDS],
    "decisions": [{"experiment": e, "units": [{"unitId": u, **decide(e, u)} for u in IDS[1:] + [f"u{i}" for i in range(40)]]}
                  for e in EXPERIMENTS],
}, ensure_ascii=True, indent=1))
