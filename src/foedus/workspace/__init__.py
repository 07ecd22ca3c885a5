"""The coding workspace in the browser (later): what a person touches; no logic."""
