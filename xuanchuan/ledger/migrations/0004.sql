-- Where a place stands in the roster it first came in, counted from 1; 0 where that was never known.
ALTER TABLE stations ADD COLUMN rank INTEGER NOT NULL DEFAULT 0 CHECK (rank >= 0);
