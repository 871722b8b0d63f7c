"""The dashboard of this machine: built, served and signed in to."""
