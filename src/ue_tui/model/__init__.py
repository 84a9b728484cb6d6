"""What the program is about: values and arithmetic. Standard library only; no clock, file or environment is read."""
