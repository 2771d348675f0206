"""Several schools: side by side, over time, who is alike, who could learn from whom, and what stays hidden."""
