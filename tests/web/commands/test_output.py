"""How commands speak: what was asked for on standard output, words for people on standard error."""

import json

import pytest

from catalog.errors import Conflict, InvalidValue
from web.commands.output import errors_in_one_line, fail, say, say_facts, say_json, say_table


def test_json_is_one_line_with_norwegian_letters_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    say_json({"navn": "Åsen\nvel", "tall": [1, None]})
    told = capsys.readouterr()
    assert told.err == "" and told.out.count("\n") == 1 and "Åsen" in told.out
    assert json.loads(told.out) == {"navn": "Åsen\nvel", "tall": [1, None]}


def test_messages_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    say("hei")
    assert capsys.readouterr() == ("", "hei\n")


def test_a_table_in_a_pipe_is_never_cut(capsys: pytest.CaptureFixture[str]) -> None:
    long = "ord " * 100
    say_table(("id", "title", "note"), [(1, long, None), (2, "[red][/nei]", "x")])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3 and long.strip() in lines[1] and lines[2].split()[0] == "2"
    assert "[red][/nei]" in lines[2]


def test_facts_are_one_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    say_facts({"id": 1, "name": "Kor"})
    assert capsys.readouterr().out == "id: 1\nname: Kor\n"


def test_a_failure_of_many_lines_is_told_in_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        fail("noe\n  gikk\tgalt")
    assert ended.value.code == 1
    assert capsys.readouterr() == ("", "krets: noe gikk galt\n")


@pytest.mark.parametrize(("error", "code"), [(InvalidValue("age", "x", "no number"), 2), (Conflict("is here already"), 1)])
def test_our_errors_become_a_line_and_a_code(error: Exception, code: int) -> None:
    with pytest.raises(SystemExit) as ended, errors_in_one_line():
        raise error
    assert ended.value.code == code


def test_an_error_that_is_not_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), errors_in_one_line():
        raise ZeroDivisionError
