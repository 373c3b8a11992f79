"""Makes tokens.json with Python's hmac and struct, from the byte layout alone.

Run: python3 make-vectors.py > tokens.json (the file names the Python that made it)
"""
import base64, hashlib, hmac, json, platform, struct
import cryptography
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

def b64(raw): return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

SECRETS = {"7": bytes(range(32)), "255": bytes((i * 7 + 3) % 256 for i in range(48))}
PRIVATE = {"9": bytes((i * 11 + 5) % 256 for i in range(32))}
PEPPER = bytes(255 - i for i in range(32))
TEXT = ["campaign", "source", "medium", "partner", "referrerCode"]

def token(key, request, issued_s, nonce=None):
    click = request["kind"] == "click"
    campaign = request.get("campaign")
    texts = [(bit, request[name].encode()) for bit, name in enumerate(TEXT) if isinstance(request.get(name), str)]
    identity = request.get("identityHash")
    first = 1 << 4 | click << 3 | (identity is not None) << 2 | isinstance(campaign, int) << 1 | bool(texts)
    body = struct.pack(">BBIH", first, int(key), issued_s, request["lifetimeSeconds"] // (60 if click else 3600))
    if click: body += bytes.fromhex(nonce)
    if identity: body += bytes.fromhex(identity)
    if isinstance(campaign, int): body += struct.pack(">I", campaign)
    if texts:
        body += bytes([sum(1 << bit for bit, _ in texts)])
        for _, raw in texts: body += bytes([len(raw)]) + raw
    message = b"liftproof.ct.v1\0" + body
    if key in PRIVATE: tag = Ed25519PrivateKey.from_private_bytes(PRIVATE[key]).sign(message)
    else: tag = hmac.new(SECRETS[key], message, hashlib.sha256).digest()[:16]
    return b64(body + tag)

def identity(name): return hmac.new(PEPPER, b"liftproof.identity.v1\0" + name.encode(), hashlib.sha256).digest()[:8].hex()

CASES = [
    ("7", {"kind": "click", "campaign": 4711, "lifetimeSeconds": 86400}, 1793491200, "0123456789abcdef"),
    ("7", {"kind": "click", "campaign": 4711, "identityHash": identity("u:ada"), "lifetimeSeconds": 1800}, 1793491201, "ffffffffffffffff"),
    ("7", {"kind": "click", "lifetimeSeconds": 60}, 0, "0000000000000000"),
    ("255", {"kind": "link", "campaign": "spring_2026", "source": "newsletter", "medium": "email", "lifetimeSeconds": 7776000}, 1793491200, None),
    ("255", {"kind": "link", "source": "größe", "partner": "日本", "referrerCode": "🎈", "lifetimeSeconds": 3600}, 4294967295, None),
    ("9", {"kind": "click", "campaign": 4711, "lifetimeSeconds": 86400}, 1793491200, "0123456789abcdef"),
    ("9", {"kind": "link", "campaign": "spring_2026", "source": "acme", "medium": "affiliate", "partner": "acme", "lifetimeSeconds": 7776000}, 1793491200, None),
    ("255", {"kind": "click", "campaign": 4294967295, "medium": "cpc", "partner": "acme", "lifetimeSeconds": 3931200}, 1793491200, "00ff00ff00ff00ff"),
]

print(json.dumps({
    "madeWith": f"Python {platform.python_version()}, cryptography {cryptography.__version__}",
    "secrets": {key: b64(raw) for key, raw in SECRETS.items()},
    "privateKeys": {key: b64(raw) for key, raw in PRIVATE.items()},
    "publicKeys": {key: b64(Ed25519PrivateKey.from_private_bytes(raw).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)) for key, raw in PRIVATE.items()},
    "pepper": b64(PEPPER),
    "identityHashes": {name: identity(name) for name in ["u:ada", "u:größe", "a:🎈"]},
    "tokens": [{"keyId": key, "request": request, "issuedAtS": issued, "nonce": nonce, "token": token(key, request, issued, nonce)}
               for key, request, issued, nonce in CASES],
}, indent=1, ensure_ascii=False))
