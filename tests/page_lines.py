"""What the project's pages tell people to type, and where they lead.

A fence `console` holds commands behind `$` or `#` (root); output stands without. In a fence `text`
and in `code`, a line is a command if it begins with a program of ours.
"""

import re
import runpy
import shlex
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
OURS = ("uv", "make", "enamel", "meltano", "dbt", "npm")
BEFORE = {"time", "sudo"}
SLUG: Callable[[str, str], str] = runpy.run_path(str(ROOT / "orchestrate/site/pages.py"))["slug"]
_FENCE = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_PROMPT = re.compile(r"^\s*[$#] (.+)$")
_INDENTED = re.compile(r"(?<=\n\n)((?: {4}[^\n]*\n)+)")
_COMMENT = re.compile(r"\s#\s.*$")
_SPLIT = {"&&", "||", ";", "|", "(", ")", "&"}


@dataclass(frozen=True)
class Line:
    """One command line of a page; `whole` if somebody can type it as it stands."""

    page: str
    text: str
    whole: bool

    def __str__(self) -> str:
        """Say where it stands."""
        return f"{self.page}: {self.text}"


@cache
def tracked() -> frozenset[str]:
    """Return every file of the project and every folder of one."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = {Path(it) for it in files.splitlines()}
    return frozenset(map(str, found | {folder for it in found for folder in it.parents}))


def pages() -> list[str]:
    """Return every page; the texts of columns are dbt's."""
    return sorted(
        it for it in tracked() if it.endswith(".md") and not it.startswith("transform/docs/")
    )


def lines(page: str, text: str) -> Iterator[Line]:
    """Yield every command line of a page."""
    for _, language, body in _FENCE.findall(text):
        for line in body.replace("\\\n", " ").splitlines():
            prompted = _PROMPT.match(line)
            if prompted and language == "console":
                yield Line(page, prompted[1], True)
            elif language == "text" and line.split() and line.split()[0] in OURS:
                yield Line(page, line, False)
    for code in _CODE.findall(_FENCE.sub("", text)):
        first, *rest = code.split()
        if rest and first in OURS:
            yield Line(page, code, False)


def unnamed(text: str) -> list[str]:
    """Return the blocks that do not say what they hold: indented, or in a fence without a name."""
    fences = [body for _, language, body in _FENCE.findall(text) if not language]
    return [*fences, *_INDENTED.findall(_FENCE.sub("", text))]


def links(text: str) -> list[str]:
    """Return where a page leads to, addresses of other sites apart."""
    found = _LINK.findall(_CODE.sub("", _FENCE.sub("", text)))
    return [it for it in found if "://" not in it and not it.startswith("mailto:")]


def anchors(page: str) -> set[str]:
    """Return the places of a page that a link can name; a heading that comes again is numbered."""
    found: list[str] = []
    for heading in _HEADING.findall(_FENCE.sub("", (ROOT / page).read_text("utf-8"))):
        name = SLUG(re.sub(r"\[(.*?)\]\(.*?\)", r"\1", heading).replace("`", ""), "-")
        found.append(f"{name}-{found.count(name)}" if name in found else name)
    return set(found)


def commands(text: str) -> Iterator[list[str]]:
    """Yield the words of each command of a line, without what stands before a program.

    >>> list(commands("cd tests && X=1 uv run enamel status > FILE   # now"))
    [['cd', 'tests'], ['enamel', 'status']]
    """
    text = re.sub(r"<(\w[\w ]*)>", lambda it: it[1].upper().replace(" ", "_"), text)
    lexer = shlex.shlex(_COMMENT.sub("", text), posix=True, punctuation_chars=True)
    lexer.commenters = ""
    lexer.whitespace_split = True
    words: list[str] = []
    skip = False
    try:
        read = [*lexer, ";"]
    except ValueError as error:
        raise ValueError(f"`{text}` is no command line: {error}") from error
    for word in read:
        if word in _SPLIT:
            if words := _program(words):
                yield words
            words = []
        elif word in ("<", ">", ">>"):
            skip = True
        elif skip:
            skip = False
        elif word != "…":
            words.append(word)


def _program(words: list[str]) -> list[str]:
    while words and (re.match(r"\w+=", words[0]) or words[0] in BEFORE):
        words = words[1:]
    if words[:2] == ["uv", "run"]:
        words = words[2:]
        while words and words[0].startswith("-"):
            words = words[2:] if words[0] in ("--group", "--extra", "--with") else words[1:]
    if words and "/bin/" in words[0]:
        words = [Path(words[0]).name, *words[1:]]
    return words
