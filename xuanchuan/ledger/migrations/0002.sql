-- A print run that replaced one quoting outdated articles: ``digest`` is what the old run quoted, ``now`` what was in
-- force when the new one was printed ('' where the law or article is gone). Recall is silent while that is still so.
CREATE TABLE reprints (
    folder TEXT NOT NULL,
    law TEXT NOT NULL,
    article INTEGER NOT NULL,
    suffix INTEGER NOT NULL,
    digest TEXT NOT NULL,
    now TEXT NOT NULL,
    day TEXT NOT NULL,
    sent TEXT NOT NULL DEFAULT '',
    copies INTEGER NOT NULL DEFAULT 0 CHECK (copies >= 0),
    PRIMARY KEY (folder, law, article, suffix, digest, now)
) STRICT, WITHOUT ROWID;
