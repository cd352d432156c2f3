"""Pages out of documents: pure functions of an image and a day."""
