"""The agenda's and the session's rows: values of the model as texts in columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ue_tui.model.day import blocks_in_order, timeline
from ue_tui.model.event import Block, Session, TimedPhase
from ue_tui.model.pace import paces, row_letters
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind
from ue_tui.model.run import Run, State, phase_by_id, remaining
from ue_tui.model.schedule import BlockTimes, block_times
from ue_tui.model.sheets import Table
from ue_tui.model.words import minutes_and_seconds
from ue_tui.model.worksheet import Worksheet, progress
from ue_tui.store.event_folder import Outline
from ue_tui.store.live_event import LiveEvent
from ue_tui.tui.widgets.row_list import ListColumn, ListRow, Look

BLOCK_COLUMNS = (
    ListColumn(),
    ListColumn(align="right"),
    ListColumn("", grows=True),
    ListColumn(align="right"),
    ListColumn(align="right", drop=2),
    ListColumn(most=40),
    ListColumn(drop=1),
)

GROUP_COLUMNS = (
    ListColumn("Group", most=20),
    ListColumn("Delegations", grows=True),
    ListColumn("Sheets"),
    ListColumn("Rapporteur", drop=2, most=24),
    ListColumn("", drop=1, most=24),
)


def minutes_text(seconds: float) -> str:
    """`60 min`, `62:30 min` where it is no whole number."""
    whole, rest = divmod(round(seconds), 60)
    return f"{whole}:{rest:02d} min" if rest else f"{whole} min"


def outline_rows(outline: Outline) -> list[ListRow]:
    """The agenda before its files were read whole."""
    return [
        ListRow(str(number), ("", str(block.number or ""), block.title, "", minutes_text(block.minutes * 60), "", ""))
        for number, block in enumerate(outline.blocks)
    ]


def outline_groups(outline: Outline) -> list[ListRow]:
    """The groups before their worksheets were read."""
    return [ListRow(name, (name, " · ".join(members), "", "", "")) for name, members in outline.groups]


def block_rows(live: LiveEvent, run: Run, now: dt.datetime, zone: dt.tzinfo, *, narrow: bool = False) -> list[ListRow]:
    """The agenda's blocks in today's order, done, on, or to come and when; `narrow` says it in fewer words."""
    event = live.event
    times = block_times(event, run, now, zone)
    phases = timeline(event, run.day)
    on = phase_by_id(phases, run.current)
    rows = []
    for number in blocks_in_order(event, run.day):
        block, when = event.agenda.blocks[number], times[number]
        is_on = on is not None and on.block == number
        session = event.session(block.session) if block.session else None
        texts = (
            "now" if is_on else "done" if when.done else "out" if when.out else "",
            str(session.number) if session else "",
            session.title if session else block.title,
            _starts(run, when, zone),
            minutes_text(sum(phase.seconds for phase in phases if phase.block == number)) if not when.out else "",
            _what([phase for phase in phases if phase.block == number], block, when, run, now, zone, narrow),
            _sheets(live, session),
        )
        rows.append(ListRow(str(number), texts, "bold" if is_on else "quiet" if when.done or when.out else "plain"))
    return rows


def _starts(run: Run, when: BlockTimes, zone: dt.tzinfo) -> str:
    """The time a block began or will; nothing while the day has neither a start nor a plan."""
    if when.out or (not run.phases and when.planned_start is None):
        return ""
    return f"{when.projected_start.astimezone(zone):%H:%M}"


def _what(
    phases: Sequence[TimedPhase],
    block: Block,
    when: BlockTimes,
    run: Run,
    now: dt.datetime,
    zone: dt.tzinfo,
    narrow: bool,
) -> str:
    """What is to be said of a block now."""
    if when.out:
        return "left out"
    on = next((phase for phase in phases if phase.id == run.current), None)
    if on is not None:
        left = round(remaining(on, run.phases[on.id], now).total_seconds())
        words = f"{minutes_and_seconds(abs(left))} {'over' if left < 0 else 'left'}"
        paused = "paused, " if run.state is State.PAUSED else ""
        return f"{paused}{words}" if narrow else f"{on.label.lower() or 'break'}: {paused}{words}"
    if when.done:
        took = sum((run.phases[phase.id].elapsed(now) for phase in phases if phase.id in run.phases), dt.timedelta())
        return f"done in {minutes_text(took.total_seconds() // 60 * 60)}"
    if any(phase.id in run.phases for phase in phases):
        upcoming = next(phase for phase in phases if phase.id not in run.phases)
        return f"next: {upcoming.label.lower()}"
    if block.starts is not None:
        slack = round((when.slack or dt.timedelta()).total_seconds() / 60)
        room = f"{slack} min slack" if slack >= 0 else f"{-slack} min late"
        return f"pinned at {block.starts:%H:%M}" + (f", {room}" if run.phases else "")
    if block.ends_by is not None:
        return f"ends {when.projected_end.astimezone(zone):%H:%M}, planned {block.ends_by:%H:%M}"
    return ""


def _sheets(live: LiveEvent, session: Session | None) -> str:
    """How many of the sheets that count are filled."""
    if session is None or not session.sheets:
        return ""
    first = session.sheets[0]
    sheets = sheets_of(live, first)
    done = sum(progress(session, sheet).done for sheet in sheets)
    return f"{'groups' if first is OwnerKind.GROUP else 'sheets'} {done} of {len(sheets)}"


def sheets_of(live: LiveEvent, kind: OwnerKind) -> list[Worksheet]:
    """The worksheets of a kind of owner, in the order of their names."""
    if kind is OwnerKind.DELEGATION:
        return list(live.delegations().values())
    return [live.sheet(Owner(kind, group.stem)) for group in live.groups()]


def group_rows(live: LiveEvent, session: Session | None) -> list[ListRow]:
    """The discussion groups: who sits in them, and how far their members' and their own sheets are."""
    delegations = live.delegations()
    broken = {file.owner: file.path for file in live.files.values() if file.broken is not None}
    grouped = set()
    rows = []
    for group in live.groups():
        grouped |= set(group.members)
        owners = [Owner(OwnerKind.GROUP, group.stem), *(Owner(OwnerKind.DELEGATION, stem) for stem in group.members)]
        unreadable = sum(owner in broken for owner in owners)
        names = [delegations[stem].name if stem in delegations else f"{stem}?" for stem in group.members]
        speaks = group.rapporteurs.get(session.id, "") if session and session.presentation_minutes else ""
        wanted = "none yet" if session and session.presentation_minutes and not speaks else speaks
        told = f"{unreadable} unreadable" if unreadable else ""
        texts = (group.name, " · ".join(names), _progress_text(live, group, session), wanted, told)
        rows.append(ListRow(group.stem, texts, "late" if unreadable else "plain"))
    alone = [sheet.name for stem, sheet in delegations.items() if stem not in grouped]
    if alone and rows:
        rows.append(ListRow("", ("in no group", " · ".join(alone), "", "", ""), "quiet"))
    elif alone:
        rows.append(ListRow("", ("Delegations", " · ".join(alone), "", "", ""), "plain"))
    return rows


def _progress_text(live: LiveEvent, group: DiscussionGroup, session: Session | None) -> str:
    """How much of what is asked in a session a group and its members have."""
    if session is None or not session.sheets:
        return ""
    first = session.sheets[0]
    if first is OwnerKind.GROUP:
        done = progress(session, live.sheet(Owner(first, group.stem)))
        return f"{done.filled} of {done.total}"
    known = live.delegations()
    counts = [progress(session, known[stem]) for stem in group.members if stem in known]
    return f"{sum(one.filled for one in counts)} of {sum(one.total for one in counts)}"


SHEET_COLUMNS = (
    ListColumn("", most=26),
    ListColumn("", grows=True),
    ListColumn("", drop=3),
    ListColumn("", align="right"),
    ListColumn("", most=44),
)


def sheet_rows(
    live: LiveEvent, session: Session, run: Run, phase: TimedPhase | None, now: dt.datetime, zone: dt.tzinfo
) -> list[ListRow]:
    """The sheets of a session: how far each is, how and when it was last heard from, when it will be done."""
    rows = []
    sheets = [sheet for kind in session.sheets for sheet in sheets_of(live, kind)]
    for one in paces(session, sheets, lambda owner: live.files[owner].heard(session.id), run, phase, now):
        sheet, broken = live.sheet(one.owner), live.files[one.owner].broken is not None
        texts = (
            one.name,
            _about(session, sheet, one.owner.kind),
            row_letters(session, sheet),
            f"{'told ' if one.is_told else ''}{one.filled} of {one.total}",
            "cannot be read" if broken else one.words(zone) or ("" if one.filled else "not begun"),
        )
        look: Look = "late" if broken or one.silent else "quiet" if one.done or one.absent else "plain"
        rows.append(ListRow(str(one.owner), texts, look))
    return rows


def _about(session: Session, sheet: Worksheet, kind: OwnerKind) -> str:
    """What a sheet is about: its product where the session asks for one, else whose it is."""
    if isinstance(session.grid, Table) and session.grid.lines:
        return sheet.text(session.id, session.grid.lines[0].id) or "not chosen yet"
    if kind is OwnerKind.GROUP:
        return "discussion group"
    return sheet.text("delegation", "organization")
