"""The content in the panel: lists, the edit form, history, and what helps while somebody types."""
