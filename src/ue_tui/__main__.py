"""`python -m ue_tui` is the same program as `ue-tui`."""

from ue_tui.cli import main

if __name__ == "__main__":
    main()
