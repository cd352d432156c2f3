"""The desk: review, releases, the yearly update, tables in and out."""
