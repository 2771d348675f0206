"""Other people's formats, on paths handed to it: school registers in, reports and charts out."""
