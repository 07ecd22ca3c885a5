"""One module for each schema there has been; a schema that is out is never changed, another follows it."""
