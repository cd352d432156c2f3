"""What browsers are told about every answer of the panel."""

import secrets

from flask import Flask, Response, g, request

POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TRANSPORT = "max-age=63072000; includeSubDomains"
NONCE_BYTES = 16
ASSET_SECONDS = 86_400


def init_app(app: Flask) -> None:
    app.after_request(secure)
    app.context_processor(lambda: {"csp_nonce": nonce()})


def nonce() -> str:
    """Return the word that marks this answer's own scripts."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(NONCE_BYTES)
    return str(g.csp_nonce)


def secure(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    response.headers["Content-Security-Policy"] = POLICY.format(nonce=nonce())
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = TRANSPORT
    if is_asset():
        response.headers["Cache-Control"] = f"public, max-age={ASSET_SECONDS}"
    else:
        response.headers["Cache-Control"] = "no-store"
    return response


def is_asset() -> bool:
    """Tell whether a file of the panel's looks is asked for, which is the same for everybody."""
    return (request.endpoint or "").endswith(".static")
