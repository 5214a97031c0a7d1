"""One Click command group a file, each thin over the library."""
