"""Lines of enquiry: what suggests them, how open a question is, what a finding rests on, what the host is told."""
