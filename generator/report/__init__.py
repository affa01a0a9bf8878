"""From a scorecard and templates to a document, and from a document to bytes."""
