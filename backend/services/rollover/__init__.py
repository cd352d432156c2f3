"""年度切换: a checklist of the old year, settled line by line, that becomes one release."""
