"""What every answer carries so that a browser does only what Krets means: content policy, no sniffing, no framing, no referrer.

Pages hold no inline script or style, so the policy needs no nonce. One page alone may fetch images from one other host: the map,
where a setting names its tiles. HTTPS is announced only where the public address uses it.
"""

from flask import Flask, Response, g, request

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


def content_policy(frame_ancestors: str | None = None, image_origin: str | None = None) -> str:
    """The Content-Security-Policy header; `frame_ancestors` are the sites that may show the page in a frame, where any may.

    `image_origin` is the one other host that images may come from, where there is one.
    """
    images = {"img-src": f"{CONTENT_POLICY['img-src']} {image_origin}"} if image_origin else {}
    policy = CONTENT_POLICY | images | ({"frame-ancestors": frame_ancestors} if frame_ancestors else {})
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def protect(app: Flask, *, over_https: bool) -> None:
    """Adds the headers to every answer of the application, errors included.

    A page that may be framed sets `g.frame_ancestors`; one that shows images of another host, `g.image_origin`.
    """

    @app.after_request
    def add_headers(response: Response) -> Response:
        ancestors: str | None = g.get("frame_ancestors")
        response.headers["Content-Security-Policy"] = content_policy(ancestors, g.get("image_origin"))
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), payment=(), geolocation=(self)"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if ancestors is None:
            response.headers["X-Frame-Options"] = "DENY"
        if over_https:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR_S}; includeSubDomains"
        if request.endpoint != "static" and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-cache"
        return response
