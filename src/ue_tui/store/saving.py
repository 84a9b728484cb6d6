"""Reading and replacing files so that a crash, a full disk or a second writer never leaves half of one.

The protocol of a replacement:

1. a symbolic link is followed first, so that the link stays one;
2. the new bytes go to a temporary file in the same folder, whose name does not end in `.toml`;
3. they are flushed and fsynced (a copy that is only kept for a look back is not), and the mode of the old file is
   copied;
4. what stands there is read again: if it is not what the caller last saw, nothing is written (`ChangedUnderUs`);
5. `os.replace`, tried again for a moment while Windows says that somebody holds the file;
6. on any failure the temporary file is taken away, and the reason is said in words.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from ue_tui.model.errors import NotSaved, UeTuiError

TEMPORARY = ".ue-tui-"
"""How names of temporary files begin."""

OWN_FOLDER = ".ue-tui"

_HELD_BY_ANOTHER = (5, 32, 33)
"""Windows: access denied, sharing violation, lock violation."""

_FIRST_WAIT, _LONGEST_TRY = 0.05, 2.5
_LOCK_PATIENCE = 10.0

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "the disk is full",
    errno.EROFS: "the disk or stick is read-only",
    errno.EACCES: "this folder or file is read-only, or somebody holds it open",
    errno.EPERM: "this folder or file is read-only, or somebody holds it open",
    errno.ENOENT: "the folder is gone: was a stick pulled out?",
    errno.ENOTDIR: "a file stands where a folder should be",
    errno.EISDIR: "a folder stands where the file should be",
    errno.EIO: "the disk or stick does not answer",
    errno.ENODEV: "the disk or stick is gone",
    errno.ENAMETOOLONG: "the name is too long for this disk",
}


class ChangedUnderUs(UeTuiError):
    """What stands on disk is not what was last seen; nothing was written."""


def digest_of(data: bytes) -> str:
    """What tells two contents of a file apart."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def reason(error: OSError) -> str:
    """Why the system refused, in words."""
    return _REASONS.get(error.errno or 0, (error.strerror or str(error)).lower())


def read_file(path: Path) -> tuple[bytes, str]:
    """The bytes of a file and their digest.

    Raises:
        UeTuiError: it cannot be read, with the reason.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UeTuiError(f"{path.name} cannot be read: {reason(error)}.") from error
    return data, digest_of(data)


def replace(path: Path, data: bytes, *, expect: str | None, sync: bool = True) -> str:
    """Put bytes in place of a file, or make it, and return their digest.

    Args:
        path: the file.
        data: its new content.
        expect: the digest of what has to stand there still; None for whatever does.
        sync: whether it has to outlast a power cut; without it the system writes it out in its own time.

    Raises:
        ChangedUnderUs: something else stands there.
        NotSaved: the disk refused; the file is as it was.
    """
    target = path.resolve() if path.is_symlink() else path
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        _copy_mode(target, temporary)
        if expect is not None and _digest_on_disk(target) != expect:
            raise ChangedUnderUs(f"{path.name} has changed on disk.")
        _move(temporary, target)
        temporary = None
    except OSError as error:
        raise NotSaved(f"{path.name} is not saved: {reason(error)}.") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
    return digest_of(data)


def _digest_on_disk(path: Path) -> str | None:
    return digest_of(path.read_bytes()) if path.is_file() else None


def _copy_mode(old: Path, new: Path) -> None:
    """The mode of the old file; of a new one, what the system gives to new files."""
    if old.exists():
        new.chmod(old.stat().st_mode & 0o777)
    elif sys.platform != "win32":
        mask = os.umask(0)
        os.umask(mask)
        new.chmod(0o666 & ~mask)


def _move(source: Path, target: Path) -> None:
    """Replace a file, patiently where another program holds it for a moment."""
    wait, tried = _FIRST_WAIT, 0.0
    while True:
        try:
            source.replace(target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_BY_ANOTHER or tried >= _LONGEST_TRY:
                raise
            time.sleep(wait)
            tried, wait = tried + wait, wait * 2
        else:
            return


def sweep(folder: Path) -> None:
    """Take away temporary files that a crash left in a folder more than a minute ago."""
    for path in folder.glob(f"{TEMPORARY}*"):
        with contextlib.suppress(OSError):  # another program's business by now
            if time.time() - path.stat().st_mtime > 60:
                path.unlink()


@contextlib.contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the advisory lock of an event folder against our own other processes, for milliseconds.

    Raises:
        NotSaved: the folder cannot be written to, or another process holds the lock for seconds.
    """
    path = root / OWN_FOLDER / "lock"
    try:
        path.parent.mkdir(exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise NotSaved(f"This event cannot be written to: {reason(error)}.") from error
    try:
        _wait_for(handle)
        try:
            yield
        finally:
            _unlock(handle)
    finally:
        os.close(handle)


def _wait_for(handle: int) -> None:
    until = time.monotonic() + _LOCK_PATIENCE
    while not _try_lock(handle):
        if time.monotonic() > until:
            raise NotSaved("Another ue-tui is writing to this event and does not end: try again in a moment.")
        time.sleep(random.uniform(0.0005, 0.003))  # short and uneven, so that a busy writer leaves us our turn


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
