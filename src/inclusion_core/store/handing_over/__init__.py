"""A review handed from one machine to another: packing, looking before anything is taken in, and taking in."""
