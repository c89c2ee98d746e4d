"""The gallery shows everything: each template, and each branch of each, on some page or in some letter.

Whoever adds a state to a template adds a page to the gallery that is in it, or the checks of whole HTML and of accessibility would
never see it. Every `if`, with or without an `else`, must be taken both ways, and every loop must run.
"""

import re

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader
from jinja2.ext import Extension

from tests.web.gallery import create_gallery, letters, pages
from web.mail.letters import TEMPLATES as MAIL

TEMPLATES = MAIL.parent
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*"))
TAG = re.compile(r"{%-?\s*(if|elif|else|endif|for|endfor)\b(.*?)-?%}", re.DOTALL)


class Branches(Extension):
    """Notes each branch that a template is compiled with, and then each that is taken, by template and line."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.known: dict[str, list[str]] = {}
        self.taken: set[tuple[str, int]] = set()
        environment.globals["taken"] = self._take

    def _take(self, name: str, number: int) -> str:
        self.taken.add((name, number))
        return ""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002  Jinja's own signature
        """The source with a note at the beginning of every branch."""
        known = self.known[name or ""] = []
        opened: list[tuple[str, str]] = []

        def noted(tag: re.Match[str]) -> str:
            word, rest, line = tag[1], tag[2].strip(), source.count("\n", 0, tag.start()) + 1

            def note(told: str) -> str:
                known.append(f"{line}: {told}")
                return f"{{{{ taken({name!r}, {len(known) - 1}) }}}}"

            if word in {"if", "for"}:
                opened.append((word, rest))
            elif word == "else":
                whose, told = opened.pop()
                opened.append(("done", ""))
                return tag[0] + note(f"else of {whose} {told}")
            elif word in {"endif", "endfor"}:
                whose, told = opened.pop()
                return "{% else %}" + note(f"not {told}") + tag[0] if whose == "if" else tag[0]
            return tag[0] + note(f"{word} {rest}")

        return TAG.sub(noted, source)

    def missed(self, name: str) -> list[str]:
        """The branches of a template that nothing took."""
        return [told for number, told in enumerate(self.known[name]) if (name, number) not in self.taken]


@pytest.fixture(scope="module")
def shown() -> dict[str, list[str]]:
    """The branches of each template that no page of the gallery and no letter takes."""
    app = create_gallery()
    app.jinja_env.add_extension(Branches)
    client = app.test_client()
    for name in pages():
        assert client.get(f"/{name}").status_code == 200
    mail = Environment(loader=FileSystemLoader(MAIL), autoescape=True, extensions=[Branches])
    for template in mail.list_templates():
        for letter in letters().values():
            mail.get_template(template).render(letter=letter)
    found = {f"mail/{name}": branches_of(mail).missed(name) for name in branches_of(mail).known}
    return found | {name: branches_of(app.jinja_env).missed(name) for name in branches_of(app.jinja_env).known}


def branches_of(environment: Environment) -> Branches:
    """What an environment has noted."""
    noted = environment.extensions[Branches.identifier]
    assert isinstance(noted, Branches)
    return noted


def test_every_template_is_shown(shown: dict[str, list[str]]) -> None:
    assert sorted(shown) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_branch_of_a_template_is_shown(shown: dict[str, list[str]], name: str) -> None:
    assert shown[name] == []


@pytest.mark.parametrize(
    ("values", "missed"),
    [
        ([{"happy": True, "many": [0, 1]}, {}], []),
        ([{"happy": True, "many": [0, 1]}], ["2: not happy", "2: else of for one in many"]),
        ([{"happy": True}, {}], ["2: for one in many", "2: if one", "2: else of if one"]),
        ([{"many": [0, 1]}, {}], ["1: if happy"]),
    ],
)
def test_a_branch_that_nothing_shows_is_told(values: list[dict[str, object]], missed: list[str]) -> None:
    source = (
        "{% if happy -%}\nyes{% endif %} {% for one in many %}{% if one %}{{ one }}{% else %}none{% endif %}{% else %}empty{% endfor %}"
    )
    environment = Environment(loader=DictLoader({"one": source}), autoescape=True, extensions=[Branches])
    for one in values:
        environment.get_template("one").render(one)
    assert branches_of(environment).missed("one") == missed
