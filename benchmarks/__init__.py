"""Speed, as ratios beside a named floor measured in the same run. `make bench` prints them; no test asserts a time."""
