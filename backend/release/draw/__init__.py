"""Pictures of what a release says: pure, pages and documents in, SVG and PNG out."""
