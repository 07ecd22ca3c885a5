"""The methods by which a panel gets columns, by what they tell of; each file is one of the classes that `Panel` is made of."""
