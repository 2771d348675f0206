"""What goes to the terminal and comes from it: only what differs, healed, in plain signs, and how it ends."""
