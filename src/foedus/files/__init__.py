"""What a person wrote, as values, with the line on which it could not be read; knows no case."""
