"""Every kind of document of the sample event, of empty ones and of a hostile one, as strict readers see it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from tests.word.events import EVENTS, one_of_each, sample
from tests.word.reading import Reader, barriers, words
from tests.word.samples import NOW, SAMPLES
from ue_tui.model.bullets import Bullet
from ue_tui.model.documents import Document, What, file_stem
from ue_tui.model.people import group
from ue_tui.model.record import Included
from ue_tui.model.sheets import Kind
from ue_tui.model.snapshot import Snapshot
from ue_tui.word import document_bytes, render

EVERYTHING = Included(names=True, notes=True)


def made(snapshot: Snapshot, document: Document) -> bytes:
    return document_bytes(snapshot, document, included=EVERYTHING)


@pytest.mark.slow
@pytest.mark.parametrize("name", EVENTS)
def test_strict_readers_find_nothing_in_any_document(name: str, root: Path, tmp_path: Path) -> None:
    snapshot = EVENTS[name](root)
    found: list[str] = []
    kinds = set()
    for document in one_of_each(snapshot):
        data = made(snapshot, document)
        path = tmp_path / "document.docx"
        path.write_bytes(data)
        found += [f"{document}: {one}" for one in barriers(Reader(data))]
        found += [f"{document}: {error}" for error in OpenXmlValidator().validate(path).errors]
        kinds.add(document.what)
    assert found == []
    assert kinds >= {What.BLANK, What.RECORD}


def test_a_document_with_data_of_every_kind_can_be_made_without_names_and_notes(root: Path) -> None:
    snapshot = EVENTS["hostile"](root)
    assert barriers(Reader(document_bytes(snapshot, Document(What.RECORD)))) == []


def converted(soffice: str, folder: Path, into: str, paths: Sequence[Path]) -> None:
    """Let LibreOffice convert documents, all in one call."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", into, "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def parts_of(text: str) -> list[str]:
    return re.findall(r"[^\s\u00ad\u200b-\u202e]+", text.replace("\u2011", "-"))


def lost(document: bytes, given: str) -> list[str]:
    """The first words that another program does not give back in their order; none is as it should be."""
    text = "".join(parts_of(given.replace("•", "")))
    position = 0
    for paragraph in Reader(document).find("//w:body//w:p"):
        for word in parts_of(words(paragraph).replace("•", "")):
            at = text.find(word, position)
            if at < 0:
                return [word]
            position = at + len(word)
    return []


@pytest.mark.libreoffice
@pytest.mark.slow
def test_libreoffice_gives_every_word_of_every_document_back(soffice: str, root: Path, tmp_path: Path) -> None:
    documents = {tmp_path / f"{name}.docx": render(handout(), now=NOW) for name, handout in SAMPLES.items()}
    for path, data in documents.items():
        path.write_bytes(data)
    for name, event in EVENTS.items():
        snapshot = event(root)
        for number, document in enumerate(one_of_each(snapshot)):
            path = tmp_path / f"{name}-{number}-{document.what}.docx"
            documents[path] = made(snapshot, document)
            path.write_bytes(documents[path])
    converted(soffice, tmp_path, "txt:Text (encoded):UTF8", tuple(documents))
    wrong = {
        path.name: first
        for path, data in documents.items()
        if (first := lost(data, path.with_suffix(".txt").read_text(encoding="utf-8-sig")))
    }
    assert wrong == {}
    assert len(documents) > 40


def pages(pdf: Path) -> list[str]:
    """The words of each page."""
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", str(pdf), "-"], check=True, capture_output=True).stdout
    return text.decode().split("\f")


CROWDING = (
    "Requests reach four divisions and nobody sees them all, so the answer comes late",
    "WWW MMM THE MINISTRY ASKS FOR THE NUMBERS IN CAPITALS AND WITHIN ONE DAY",
    "Запросы поступают в четыре отдела, и никто не видит их все вместе",
    "i l",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle " * 2,
)
"""What fills a page: ordinary words, wide letters, another alphabet, short words, and words longer than a line."""


def full(snapshot: Snapshot, text: str) -> Snapshot:
    """The event with twelve points of that text in every cell of a group."""
    owner = group("parliament")
    sheet = snapshot.sheet(owner)
    for field in snapshot.event.fields(owner.kind).values():
        if field.kind is Kind.CELL:
            sheet = sheet.write(field.place, tuple(Bullet(f"{number} {text}") for number in range(12)))
    return replace(snapshot, sheets={**snapshot.sheets, owner: sheet})


@pytest.mark.libreoffice
@pytest.mark.slow
def test_what_the_rapporteur_speaks_from_is_one_page(soffice: str, root: Path, tmp_path: Path) -> None:
    paths = {}
    for name, event in EVENTS.items():
        snapshot = event(root)
        for document in one_of_each(snapshot):
            if document.what is What.BRIEF:
                path = tmp_path / f"{name} {file_stem(snapshot, document)[:40]}.docx"
                path.write_bytes(made(snapshot, document))
                paths[path] = snapshot.event.session(document.session).title
    for number, text in enumerate(CROWDING):
        crowded = full(sample(root), text)
        for session in ("user_journey", "employee_potential"):
            path = tmp_path / f"full {number} {session}.docx"
            path.write_bytes(made(crowded, Document(What.BRIEF, session, group("parliament"))))
            paths[path] = crowded.event.session(session).title
    converted(soffice, tmp_path, "pdf", tuple(paths))
    for path, title in paths.items():
        first, second, *_ = pages(path.with_suffix(".pdf"))
        heading = f"The whole table: {title}"
        assert heading not in " ".join(first.split()), path.name
        assert heading in " ".join(second.split()), path.name
    brief = tmp_path / "sample S5 Parliament BRIEF 2302.pdf"
    assert "you speak 3rd of 3, after Media" in pages(brief)[0]
    assert len([page for page in pages(brief) if page.strip()]) == 2


def test_the_brief_of_a_group_has_its_words_on_the_first_page(root: Path) -> None:
    snapshot = sample(root)
    made_brief = Reader(made(snapshot, Document(What.BRIEF, "user_journey", group("parliament"))))
    texts = made_brief.texts("//w:body/w:p")
    assert "221 words, about 2:13 of 5:00: it fits" in texts
