"""Content as tables: offices, windows and standards to and from xlsx and CSV."""
