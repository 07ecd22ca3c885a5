"""Would each of the pair keep a closer bond: the theory of repeated games on the evidence of a case. No probability moves by it."""
