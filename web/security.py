"""What every answer carries so that a browser does only what Krets means: content policy, no sniffing, no framing, no referrer.

Pages hold no inline script or style, so the policy needs no nonce. HTTPS is announced only where the public address uses it.
"""

from flask import Flask, Response, request

CONTENT_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
YEAR_S = 31_536_000


def content_policy() -> str:
    """The Content-Security-Policy header."""
    return "; ".join(f"{name} {value}" for name, value in CONTENT_POLICY.items())


def protect(app: Flask, *, over_https: bool) -> None:
    """Adds the headers to every answer of the application, errors included."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = content_policy()
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), payment=(), geolocation=(self)"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["X-Frame-Options"] = "DENY"
        if over_https:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR_S}; includeSubDomains"
        if request.endpoint != "static" and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-cache"
        return response
