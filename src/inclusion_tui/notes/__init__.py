"""What people type: notes while they are written, files beside them, times and days, names blanked."""
