"""The sections of the report, in the order of its anatomy; each module turns parts of the verdict into what is shown."""
