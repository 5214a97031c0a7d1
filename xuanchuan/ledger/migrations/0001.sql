-- A step is never edited once it has been used: a change is a new file beside it.
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    entered TEXT NOT NULL,
    day TEXT NOT NULL,
    last TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL,
    campaign TEXT NOT NULL DEFAULT '',
    form TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    town TEXT NOT NULL DEFAULT '',
    village TEXT NOT NULL DEFAULT '',
    month TEXT AS (substr(day, 1, 7)),
    unit TEXT NOT NULL DEFAULT '',
    partners TEXT NOT NULL DEFAULT '',
    laws TEXT NOT NULL DEFAULT '',
    media TEXT NOT NULL DEFAULT '',
    said TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    banners INTEGER CHECK (banners >= 0),
    banners_estimated INTEGER NOT NULL DEFAULT 0 CHECK (banners_estimated IN (0, 1)),
    boards INTEGER CHECK (boards >= 0),
    boards_estimated INTEGER NOT NULL DEFAULT 0 CHECK (boards_estimated IN (0, 1)),
    leaflets INTEGER CHECK (leaflets >= 0),
    leaflets_estimated INTEGER NOT NULL DEFAULT 0 CHECK (leaflets_estimated IN (0, 1)),
    enquiries INTEGER CHECK (enquiries >= 0),
    enquiries_estimated INTEGER NOT NULL DEFAULT 0 CHECK (enquiries_estimated IN (0, 1)),
    audience INTEGER CHECK (audience >= 0),
    audience_estimated INTEGER NOT NULL DEFAULT 0 CHECK (audience_estimated IN (0, 1)),
    broadcasts INTEGER CHECK (broadcasts >= 0),
    broadcasts_estimated INTEGER NOT NULL DEFAULT 0 CHECK (broadcasts_estimated IN (0, 1)),
    messages INTEGER CHECK (messages >= 0),
    messages_estimated INTEGER NOT NULL DEFAULT 0 CHECK (messages_estimated IN (0, 1)),
    views INTEGER CHECK (views >= 0),
    views_estimated INTEGER NOT NULL DEFAULT 0 CHECK (views_estimated IN (0, 1)),
    volunteers INTEGER CHECK (volunteers >= 0),
    volunteers_estimated INTEGER NOT NULL DEFAULT 0 CHECK (volunteers_estimated IN (0, 1)),
    withdrawn TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX events_by_day ON events (day);
CREATE INDEX events_by_place ON events (town, village, day, withdrawn);
CREATE TABLE corrections (
    uid TEXT NOT NULL REFERENCES events (uid),
    step INTEGER NOT NULL,
    field TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    reason TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (uid, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE pairs (
    one TEXT NOT NULL REFERENCES events (uid),
    other TEXT NOT NULL REFERENCES events (uid),
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different')),
    day TEXT NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE TABLE stations (
    uid TEXT PRIMARY KEY,
    town TEXT NOT NULL DEFAULT '',
    village TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL,
    traits TEXT NOT NULL DEFAULT '',
    checked TEXT NOT NULL DEFAULT '',
    remark TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE trainings (
    uid TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    level TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT '',
    topic TEXT NOT NULL DEFAULT '',
    organiser TEXT NOT NULL DEFAULT '',
    people INTEGER NOT NULL CHECK (people >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE volunteers (
    level TEXT NOT NULL,
    town TEXT NOT NULL DEFAULT '',
    village TEXT NOT NULL DEFAULT '',
    teams INTEGER NOT NULL CHECK (teams >= 0),
    people INTEGER NOT NULL CHECK (people >= 0),
    counted TEXT NOT NULL,
    PRIMARY KEY (level, town, village)
) STRICT, WITHOUT ROWID;
CREATE TABLE consultations (
    month TEXT NOT NULL,
    town TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL,
    received INTEGER NOT NULL CHECK (received >= 0),
    closed INTEGER NOT NULL CHECK (closed BETWEEN 0 AND received),
    referred INTEGER NOT NULL CHECK (referred BETWEEN 0 AND received),
    PRIMARY KEY (month, town, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE outputs (
    uid TEXT PRIMARY KEY,
    folder TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    material TEXT NOT NULL DEFAULT '',
    format TEXT NOT NULL DEFAULT '',
    unit TEXT NOT NULL DEFAULT '',
    as_of TEXT NOT NULL DEFAULT '',
    recorded TEXT NOT NULL,
    sent TEXT NOT NULL DEFAULT '',
    copies INTEGER NOT NULL DEFAULT 0 CHECK (copies >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE quoted (
    folder TEXT NOT NULL,
    law TEXT NOT NULL,
    article INTEGER NOT NULL,
    suffix INTEGER NOT NULL,
    effective TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (folder, law, article, suffix, effective)
) STRICT, WITHOUT ROWID;
