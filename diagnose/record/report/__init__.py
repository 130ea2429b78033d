"""What the record teaches: measures over all cases, how they are shown, and what line 3 works on."""
