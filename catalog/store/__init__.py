"""Named queries: session first, then the subject, then keyword-only options. They read, intake writes."""
