"""Hold and improve the data: identifiers and terms, text, store, ingest, curation, analysis, release."""
