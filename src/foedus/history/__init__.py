"""Two centuries of dyads as arrays: states of relation, treaties, covariates; what the outlook is fitted on."""
