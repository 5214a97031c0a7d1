"""Templates of the materials and their looks; data only."""
