"""Discovery, checks, reconciliation, private servers, and the `enamel` command."""
