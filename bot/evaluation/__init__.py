"""How well the engine answers: scorecards and their pictures, what each signal is worth, the trees."""
