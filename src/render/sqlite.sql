-- The database that `-o FILE.sqlite` writes. Rows are told by documents.id; spans count characters in
-- the text that `--format text` prints.
PRAGMA page_size = 4096;
PRAGMA foreign_keys = ON;

CREATE TABLE authorities (
    name     TEXT PRIMARY KEY,
    urn      TEXT,
    dfe_code TEXT,
    ons_code TEXT,
    region   TEXT
) STRICT;

CREATE TABLE documents (
    id              INTEGER PRIMARY KEY,
    path            TEXT NOT NULL,
    sha256          TEXT NOT NULL,
    pages           INTEGER,
    type            TEXT NOT NULL,
    title           TEXT,
    date            TEXT,
    issuer          TEXT,
    author          TEXT,
    inspection_type TEXT,
    authority       TEXT REFERENCES authorities (name),
    start           TEXT,
    "end"           TEXT,
    length          TEXT,
    ordinal         INTEGER,
    recipient       TEXT,
    recipient_role  TEXT
) STRICT;
CREATE INDEX documents_by_authority ON documents (authority, start);

CREATE TABLE inspectors (
    document INTEGER NOT NULL REFERENCES documents (id),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    role     TEXT,
    lead     INTEGER NOT NULL,
    PRIMARY KEY (document, position)
) STRICT;

CREATE TABLE judgements (
    document   INTEGER NOT NULL REFERENCES documents (id),
    area       TEXT NOT NULL,
    grade      TEXT NOT NULL,
    as_of      TEXT,
    page       INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL
) STRICT;
CREATE INDEX judgements_by_document ON judgements (document);

-- What the document itself lists: areas to improve (priority actions among them) and strengths.
CREATE TABLE listed (
    id         INTEGER PRIMARY KEY,
    document   INTEGER NOT NULL REFERENCES documents (id),
    position   INTEGER NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('improvement', 'strength')),
    priority   INTEGER NOT NULL,
    text       TEXT NOT NULL,
    page       INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL
) STRICT;
CREATE INDEX listed_by_document ON listed (document);

CREATE TABLE listed_themes (
    listed INTEGER NOT NULL REFERENCES listed (id),
    theme  TEXT NOT NULL,
    rank   INTEGER NOT NULL,
    PRIMARY KEY (listed, theme)
) STRICT, WITHOUT ROWID;

CREATE TABLE quotations (
    document   INTEGER NOT NULL REFERENCES documents (id),
    text       TEXT NOT NULL,
    speaker    TEXT,
    name       TEXT,
    role       TEXT,
    fragment   INTEGER NOT NULL,
    page       INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL
) STRICT;

CREATE TABLE warnings (
    document INTEGER NOT NULL REFERENCES documents (id),
    code     TEXT NOT NULL,
    message  TEXT NOT NULL
) STRICT;

CREATE TABLE findings (
    id         INTEGER PRIMARY KEY,
    document   INTEGER NOT NULL REFERENCES documents (id),
    finding    TEXT NOT NULL,
    section    TEXT,
    text       TEXT NOT NULL,
    polarity   TEXT NOT NULL,
    speaker    TEXT,
    reported   INTEGER NOT NULL,
    page       INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL
) STRICT;
CREATE INDEX findings_by_document ON findings (document);
CREATE INDEX findings_by_polarity ON findings (polarity);

CREATE TABLE finding_themes (
    finding INTEGER NOT NULL REFERENCES findings (id),
    theme   TEXT NOT NULL,
    rank    INTEGER NOT NULL,
    PRIMARY KEY (finding, theme)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_themes_by_theme ON finding_themes (theme);

CREATE TABLE finding_rules (
    finding INTEGER NOT NULL REFERENCES findings (id),
    rule    TEXT NOT NULL,
    PRIMARY KEY (finding, rule)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE findings_fts USING fts5 (
    text, content = 'findings', content_rowid = 'id', tokenize = 'porter unicode61'
);
CREATE TRIGGER findings_to_fts AFTER INSERT ON findings BEGIN
    INSERT INTO findings_fts (rowid, text) VALUES (new.id, new.text);
END;

CREATE VIEW areas_to_improve AS
SELECT d.path AS document, d.authority, d.start, l.position AS number, l.priority, l.text, l.page,
       (SELECT group_concat(theme, '; ') FROM (SELECT theme FROM listed_themes t WHERE t.listed = l.id ORDER BY rank)) AS themes
FROM listed l JOIN documents d ON d.id = l.document WHERE l.kind = 'improvement';

CREATE VIEW sentences AS
SELECT d.path AS document, d.authority, d.start, f.section, f.polarity, f.text, f.page,
       (SELECT group_concat(theme, '; ') FROM (SELECT theme FROM finding_themes t WHERE t.finding = f.id ORDER BY rank)) AS themes
FROM findings f JOIN documents d ON d.id = f.document;
