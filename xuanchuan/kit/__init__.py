"""One occasion's whole pack in one folder."""
