"""Files: the bytes that staff write, as trees that know where they stand, and what is wrong with them."""
