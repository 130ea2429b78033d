"""Work on a case by the rules of the organisation: who may do what, when it must be passed on, and to whom."""
