"""A mixed economy of provision: kinds of place, help both ways, outreach, destinations, and the board's page."""
