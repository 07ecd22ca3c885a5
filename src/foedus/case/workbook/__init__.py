"""A case as one workbook: a sheet for each table, and back again without loss."""
