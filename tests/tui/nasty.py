"""The value that goes through every place that shows a person's text."""

NASTY = "[/b] [x] [red] [b +"
