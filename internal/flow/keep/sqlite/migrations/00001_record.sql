-- Version 1 of the record. docs/record-format.md says what each table and column means. It is written so that SQLite
-- from 3.31 on can read it: no STRICT tables (3.37), no ORDER BY within an aggregate (3.44).

CREATE TABLE dictionary (
  number   INTEGER PRIMARY KEY,
  kind     INTEGER NOT NULL,
  value    TEXT    NOT NULL,
  checksum BLOB    NOT NULL,
  UNIQUE (kind, value)
);

CREATE TABLE run (
  number    INTEGER PRIMARY KEY,
  program   TEXT NOT NULL,
  model     TEXT NOT NULL,
  lexicon   TEXT NOT NULL,
  knowledge TEXT NOT NULL,
  checksum  BLOB NOT NULL
);

CREATE TABLE document (
  number    INTEGER PRIMARY KEY,
  sha256    BLOB    NOT NULL UNIQUE,
  bytes     INTEGER NOT NULL,
  language  INTEGER NOT NULL REFERENCES dictionary (number),
  read      INTEGER NOT NULL,
  published TEXT    NOT NULL,
  run       INTEGER NOT NULL REFERENCES run (number),
  checksum  BLOB    NOT NULL
);

CREATE TABLE text (
  document INTEGER PRIMARY KEY REFERENCES document (number),
  text     TEXT NOT NULL
);

CREATE TABLE raw (
  number   INTEGER PRIMARY KEY,
  sha256   BLOB    NOT NULL UNIQUE,
  bytes    INTEGER NOT NULL,
  zstd     BLOB    NOT NULL,
  checksum BLOB    NOT NULL
);

CREATE TABLE report (
  number     INTEGER PRIMARY KEY,
  key        BLOB    NOT NULL UNIQUE,
  document   INTEGER NOT NULL REFERENCES document (number),
  path       TEXT    NOT NULL,
  member     TEXT    NOT NULL,
  title      TEXT    NOT NULL,
  published  TEXT    NOT NULL,
  publisher  INTEGER REFERENCES dictionary (number),
  language   INTEGER NOT NULL REFERENCES dictionary (number),
  format     INTEGER NOT NULL REFERENCES dictionary (number),
  raw_sha256 BLOB    NOT NULL,
  raw        INTEGER REFERENCES raw (number),
  meta       TEXT    NOT NULL,
  run        INTEGER NOT NULL REFERENCES run (number),
  checksum   BLOB    NOT NULL
);
-- All that searches and counts ask of reports, apart from their wide rows.
CREATE INDEX report_document ON report (document, published, language, publisher, format, path);

CREATE TABLE failure (
  number   INTEGER PRIMARY KEY,
  key      BLOB    NOT NULL UNIQUE,
  path     TEXT    NOT NULL,
  member   TEXT    NOT NULL,
  stage    TEXT    NOT NULL,
  code     TEXT    NOT NULL,
  message  TEXT    NOT NULL,
  run      INTEGER NOT NULL REFERENCES run (number),
  checksum BLOB    NOT NULL
);

CREATE TABLE log (
  sequence INTEGER PRIMARY KEY,
  action   TEXT NOT NULL,
  detail   TEXT NOT NULL,
  previous BLOB NOT NULL,
  digest   BLOB NOT NULL
);

CREATE TABLE signature (
  document INTEGER PRIMARY KEY REFERENCES document (number),
  bytes    BLOB NOT NULL,
  checksum BLOB NOT NULL
);

CREATE TABLE reading (
  document INTEGER PRIMARY KEY REFERENCES document (number),
  facts    INTEGER NOT NULL,
  digest   BLOB    NOT NULL,
  checksum BLOB    NOT NULL
);

CREATE TABLE copy_group (
  number   INTEGER PRIMARY KEY REFERENCES document (number),
  origin   INTEGER NOT NULL REFERENCES document (number),
  members  INTEGER NOT NULL,
  checksum BLOB    NOT NULL
);

CREATE TABLE copy_member (
  document   INTEGER PRIMARY KEY REFERENCES document (number),
  copy_group INTEGER NOT NULL REFERENCES copy_group (number),
  similarity REAL    NOT NULL,
  checksum   BLOB    NOT NULL
);
CREATE INDEX copy_member_group ON copy_member (copy_group);

CREATE TABLE fact (
  number     INTEGER PRIMARY KEY,
  document   INTEGER NOT NULL REFERENCES document (number),
  kind       INTEGER NOT NULL REFERENCES dictionary (number),
  span_start INTEGER,
  span_end   INTEGER,
  entry      TEXT    NOT NULL,
  run        INTEGER NOT NULL REFERENCES run (number),
  checksum   BLOB    NOT NULL
);
CREATE INDEX fact_document ON fact (document, kind);

-- What the index of words was made from. chancery_words is a function of the program.
CREATE VIEW search_source AS
SELECT text.document AS number,
  chancery_words((SELECT group_concat(title, char(10)) FROM
    (SELECT title FROM report WHERE report.document = text.document GROUP BY title ORDER BY min(number)))) AS title,
  chancery_words(text.text) AS text
FROM text;

CREATE VIRTUAL TABLE search USING fts5 (
  title, text, content = 'search_source', content_rowid = 'number', tokenize = 'ascii'
);
INSERT INTO search (search, rank) VALUES ('automerge', 8);
INSERT INTO search (search, rank) VALUES ('hashsize', 16777216);
INSERT INTO search (search, rank) VALUES ('rank', 'bm25(4.0, 1.0)');
