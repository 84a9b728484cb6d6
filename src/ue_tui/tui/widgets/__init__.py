"""One widget a file; a widget posts messages and knows no screen."""
