"""What has been looked at, what has not been seen yet, and what rests on too little."""
