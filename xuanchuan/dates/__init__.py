"""Key dates and their rules, workdays, the working-back timeline."""
