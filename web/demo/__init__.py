"""The demo: what publishers of two municipalities would publish, dated from the day of loading, read by the real importers."""
