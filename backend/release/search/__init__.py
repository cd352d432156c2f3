"""Search over a release: what is indexed, how it is built, looked up, ranked and answered."""
