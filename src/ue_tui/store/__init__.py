"""The only code that touches the disk: an event as a folder of files."""
