"""Signed requests after Standard Webhooks 1.0: HMAC-SHA256 over id, timestamp and body, compared in constant time.

https://www.standardwebhooks.com. A message's id is the batch's, so whoever gets it twice can tell.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence

from exchange.refusals import BadSignature, StaleRequest

TOLERANCE = 300  # seconds that a request may be old, or ahead
_PREFIX, _VERSION = "whsec_", "v1"
_LEAST, _MOST = 24, 64  # bytes of a secret
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


def secret_of(text: str) -> bytes:
    """Return the secret that *text* writes down: ``whsec_`` and base64.

    Raises:
        ValueError: it is written otherwise, or is too short to keep anybody out.
    """
    try:
        secret = base64.b64decode(text.removeprefix(_PREFIX), validate=True)
    except ValueError as error:
        raise ValueError("a secret is whsec_ and base64") from error
    if not text.startswith(_PREFIX) or not _LEAST <= len(secret) <= _MOST:
        raise ValueError(f"a secret is whsec_ and {_LEAST} to {_MOST} bytes in base64")
    return secret


def padded(secret: bytes) -> bytes:
    """Return what HMAC makes of *secret*: two that differ in zeros at their ends only sign alike."""
    return secret.ljust(_MOST, b"\0")


def signed(secret: bytes, message: str, now: int, body: bytes) -> dict[str, str]:
    """Return the headers that sign *body* as the message *message*, sent at *now*, seconds since 1970."""
    return {ID: message, TIMESTAMP: str(now), SIGNATURE: _signature(secret, message, str(now), body)}


def _signature(secret: bytes, message: str, timestamp: str, body: bytes) -> str:
    mac = hmac.new(secret, f"{message}.{timestamp}.".encode() + body, hashlib.sha256)
    return f"{_VERSION},{base64.b64encode(mac.digest()).decode()}"


def require_signed(secrets: Sequence[bytes], headers: Mapping[str, str], body: bytes, now: float) -> str:
    """Return the id of a message signed with one of *secrets* not long ago.

    Raises:
        BadSignature: it is not signed so.
        StaleRequest: it is, but too long ago: somebody may have kept and repeated it.
    """
    message, timestamp = headers.get(ID, ""), headers.get(TIMESTAMP, "")
    given = [it.encode() for it in headers.get(SIGNATURE, "").split()]
    right = [_signature(secret, message, timestamp, body).encode() for secret in secrets]
    matches = [hmac.compare_digest(one, other) for one in right for other in given]  # all of them, whichever fits
    if not (message and timestamp.isascii() and timestamp.isdecimal() and any(matches)):
        raise BadSignature
    if abs(now - int(timestamp[:15])) > TOLERANCE:
        raise StaleRequest(seconds=TOLERANCE)
    return message
