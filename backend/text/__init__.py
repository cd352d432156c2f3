"""Pure functions over Chinese text: no app, no database."""
