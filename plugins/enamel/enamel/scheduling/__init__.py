"""Jobs that never overlap, and the files by which cron or systemd start them."""
