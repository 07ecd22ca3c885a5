"""The texts of a case: documents added, listed, shown, brought to a new edition and handed on, with their anchors."""
