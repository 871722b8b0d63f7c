"""Compare the marts with Open Dental's own reports, computed independently on the source."""
