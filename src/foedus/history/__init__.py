"""The model's view of two centuries: undirected dyad-years as arrays, treaty bundles, covariates."""
