-- Version 2 of the record: what the ledger knows of documents, and what holds across reports. docs/record-format.md says
-- what each table and column means. The same rules hold as for version 1.

CREATE TABLE source (
  document   INTEGER PRIMARY KEY REFERENCES document (number),
  report     INTEGER NOT NULL REFERENCES report (number),
  published  TEXT    NOT NULL,
  publisher  INTEGER REFERENCES dictionary (number),
  copy_group INTEGER REFERENCES copy_group (number),
  copied     INTEGER NOT NULL,
  items      INTEGER NOT NULL,
  pending    INTEGER NOT NULL,
  checksum   BLOB    NOT NULL
);

CREATE TABLE fact_id (
  id   TEXT    NOT NULL,
  fact INTEGER NOT NULL REFERENCES fact (number),
  PRIMARY KEY (id, fact)
) WITHOUT ROWID;

CREATE TABLE superseded (
  number   INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (number),
  entry    TEXT    NOT NULL,
  checksum BLOB    NOT NULL
);

CREATE TABLE item (
  number    INTEGER PRIMARY KEY,
  kind      INTEGER NOT NULL REFERENCES dictionary (number),
  id        TEXT    NOT NULL,
  document  INTEGER NOT NULL REFERENCES document (number),
  fact      INTEGER,
  component INTEGER NOT NULL,
  keys      BLOB    NOT NULL,
  features  BLOB    NOT NULL,
  checksum  BLOB    NOT NULL
);
CREATE INDEX item_document ON item (document);
CREATE INDEX item_component ON item (component);

CREATE TABLE item_key (
  kind INTEGER NOT NULL REFERENCES dictionary (number),
  key  INTEGER NOT NULL,
  item INTEGER NOT NULL REFERENCES item (number),
  PRIMARY KEY (kind, key, item)
) WITHOUT ROWID;

CREATE TABLE entry (
  number     INTEGER PRIMARY KEY,
  kind       INTEGER NOT NULL REFERENCES dictionary (number),
  id         TEXT    NOT NULL UNIQUE,
  component  INTEGER NOT NULL,
  day_from   TEXT    NOT NULL,
  day_to     TEXT    NOT NULL,
  first      TEXT    NOT NULL,
  last       TEXT    NOT NULL,
  type       TEXT    NOT NULL,
  status     TEXT    NOT NULL,
  score      REAL    NOT NULL,
  origins    INTEGER NOT NULL,
  reports    INTEGER NOT NULL,
  confidence REAL    NOT NULL,
  terms      TEXT    NOT NULL,
  checksum   BLOB    NOT NULL
);
CREATE INDEX entry_component ON entry (component);
CREATE INDEX entry_time ON entry (kind, day_from, day_to);
CREATE INDEX entry_span ON entry (kind, day_to, day_from) WHERE day_to > day_from;
CREATE INDEX entry_published ON entry (kind, last, first);
CREATE INDEX entry_reported ON entry (kind, last, first) WHERE last > first;
CREATE INDEX entry_origins ON entry (kind, origins, last);

-- The wide part of an entry, apart from the rows that listings and measures read.
CREATE TABLE entry_body (
  entry    INTEGER PRIMARY KEY REFERENCES entry (number),
  members  TEXT NOT NULL,
  body     TEXT NOT NULL,
  checksum BLOB NOT NULL
);

CREATE TABLE entry_term (
  term    INTEGER NOT NULL,
  day     TEXT    NOT NULL,
  entry   INTEGER NOT NULL REFERENCES entry (number),
  day_end TEXT,
  PRIMARY KEY (term, day, entry)
) WITHOUT ROWID;

CREATE TABLE entry_member (
  item  TEXT    NOT NULL,
  entry INTEGER NOT NULL REFERENCES entry (number),
  PRIMARY KEY (item, entry)
) WITHOUT ROWID;

CREATE TABLE tombstone (
  id          TEXT PRIMARY KEY NOT NULL,
  replaced_by TEXT NOT NULL,
  cause       TEXT NOT NULL,
  checksum    BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE ledger_count (
  kind     INTEGER PRIMARY KEY REFERENCES dictionary (number),
  entries  INTEGER NOT NULL,
  checksum BLOB    NOT NULL
);

-- Documents that are there already are all to be taken up by the ledger. chancery_checksum is a function of the program.
INSERT INTO source
SELECT document, report, published, publisher, copy_group, copied, 0, 1,
  chancery_checksum('source', document, report, published, publisher, copy_group, copied, 0, 1)
FROM (
  SELECT c.document, c.report, c.published, c.publisher, m.copy_group,
    m.copy_group IS NOT NULL AND row_number() OVER (PARTITION BY m.copy_group ORDER BY c.published || '~', d.sha256) > 1 AS copied
  FROM (
    SELECT document, number AS report, published, publisher,
      row_number() OVER (PARTITION BY document ORDER BY published || '~', path, member, key) AS place
    FROM report
  ) c
  JOIN document d ON d.number = c.document
  LEFT JOIN copy_member m ON m.document = c.document
  WHERE c.place = 1
)
ORDER BY document;

INSERT INTO fact_id
SELECT json_extract(f.entry, '$.id'), f.number
FROM fact f JOIN dictionary d ON d.number = f.kind
WHERE d.value IN ('event', 'claim', 'figure', 'dispute')
ORDER BY 1, 2;

-- Made when the documents are in: they are only few among those that are up to date.
CREATE INDEX source_day ON source (published, publisher, copied);
CREATE INDEX source_pending ON source (document) WHERE pending = 1;
