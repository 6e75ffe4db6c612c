-- The first schema. Times are microseconds since 1970 in UTC, 0 for none; a
-- rank is a sort time in seconds, shifted left by 24 bits, and the low 24 bits
-- of the entry's id.

CREATE TABLE folder (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- A feed that is unsubscribed keeps its row (removed <> 0), so that its marks
-- are found again when it is subscribed again.
CREATE TABLE feed (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  uid         BLOB NOT NULL UNIQUE,
  url         TEXT NOT NULL UNIQUE,
  site        TEXT NOT NULL DEFAULT '',
  title       TEXT NOT NULL DEFAULT '',
  name        TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  language    TEXT NOT NULL DEFAULT '',
  author      TEXT NOT NULL DEFAULT '',
  image       TEXT NOT NULL DEFAULT '',
  format      TEXT NOT NULL DEFAULT '',
  folder_id   INTEGER NOT NULL DEFAULT 0,
  added       INTEGER NOT NULL,
  removed     INTEGER NOT NULL DEFAULT 0,
  guide       INTEGER NOT NULL DEFAULT 0,
  unreliable  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What is rewritten at each poll stands apart from the feed.
CREATE TABLE feed_fetch (
  feed_id       INTEGER PRIMARY KEY REFERENCES feed(id),
  etag          TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  body_hash     BLOB NOT NULL DEFAULT x'',
  next_due      INTEGER NOT NULL DEFAULT 0,
  last_try      INTEGER NOT NULL DEFAULT 0,
  last_ok       INTEGER NOT NULL DEFAULT 0,
  failing_since INTEGER NOT NULL DEFAULT 0,
  fail_count    INTEGER NOT NULL DEFAULT 0,
  last_error    TEXT NOT NULL DEFAULT '',
  http_status   INTEGER NOT NULL DEFAULT 0,
  gone          INTEGER NOT NULL DEFAULT 0,
  moved_to      TEXT NOT NULL DEFAULT '',
  newest        INTEGER NOT NULL DEFAULT 0,
  usual         INTEGER NOT NULL DEFAULT 0,
  bytes         INTEGER NOT NULL DEFAULT 0,
  took          INTEGER NOT NULL DEFAULT 0,
  candidates    TEXT NOT NULL DEFAULT '',
  pace          TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX feed_fetch_due ON feed_fetch(next_due) WHERE gone = 0;

-- How many entries of a feed are in a folder (a rule may file an entry in
-- another one than its feed's). Kept in the transaction that changes an entry;
-- muted entries do not count.
CREATE TABLE feed_count (
  feed_id   INTEGER NOT NULL REFERENCES feed(id),
  folder_id INTEGER NOT NULL,
  total     INTEGER NOT NULL DEFAULT 0,
  unread    INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (feed_id, folder_id)
) STRICT, WITHOUT ROWID;

-- The listing row. unread, starred and saved mirror the table status.
CREATE TABLE entry (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  feed_id    INTEGER NOT NULL REFERENCES feed(id),
  folder_id  INTEGER NOT NULL,
  rank       INTEGER NOT NULL,
  unread     INTEGER NOT NULL DEFAULT 1,
  starred    INTEGER NOT NULL DEFAULT 0,
  saved      INTEGER NOT NULL DEFAULT 0,
  muted      INTEGER NOT NULL DEFAULT 0,
  badge      INTEGER NOT NULL DEFAULT 0,
  revised    INTEGER NOT NULL DEFAULT 0,
  minutes    INTEGER NOT NULL DEFAULT 0,
  want       INTEGER NOT NULL DEFAULT 0,
  attempts   INTEGER NOT NULL DEFAULT 0,
  retry_at   INTEGER NOT NULL DEFAULT 0,
  first_seen INTEGER NOT NULL,
  published  INTEGER NOT NULL DEFAULT 0,
  text_hash  INTEGER NOT NULL,
  raw_hash   INTEGER NOT NULL,
  lang       TEXT NOT NULL DEFAULT '',
  title      TEXT NOT NULL,
  author     TEXT NOT NULL DEFAULT '',
  url        TEXT NOT NULL DEFAULT '',
  why        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX entry_rank ON entry(rank);
CREATE INDEX entry_feed   ON entry(feed_id, rank);
CREATE INDEX entry_folder ON entry(folder_id, rank);
CREATE INDEX entry_lang   ON entry(lang, rank);
CREATE INDEX entry_unread        ON entry(rank)            WHERE unread = 1 AND muted = 0;
CREATE INDEX entry_feed_unread   ON entry(feed_id, rank)   WHERE unread = 1 AND muted = 0;
CREATE INDEX entry_folder_unread ON entry(folder_id, rank) WHERE unread = 1 AND muted = 0;
CREATE INDEX entry_starred ON entry(rank) WHERE starred = 1;
CREATE INDEX entry_saved   ON entry(rank) WHERE saved = 1;
CREATE INDEX entry_muted   ON entry(rank) WHERE muted = 1;
CREATE INDEX entry_revised ON entry(rank) WHERE revised = 1;
CREATE INDEX entry_full    ON entry(rank) WHERE badge = 2;
CREATE INDEX entry_want    ON entry(rank) WHERE want >= 1;

-- What a list never shows, as JSON.
CREATE TABLE entry_detail (
  entry_id INTEGER PRIMARY KEY,
  detail   TEXT NOT NULL
) STRICT;

-- Bodies: id is the entry's id times 16 and the kind of body, so that one
-- b-tree serves. See body.go for the kinds and codecs.
CREATE TABLE body (
  id      INTEGER PRIMARY KEY,
  codec   INTEGER NOT NULL,
  dict_id INTEGER NOT NULL DEFAULT 0,
  raw_len INTEGER NOT NULL,
  data    BLOB NOT NULL
) STRICT;

-- What is known of a page that was fetched for an entry.
CREATE TABLE page (
  entry_id     INTEGER PRIMARY KEY,
  url          TEXT NOT NULL,
  content_type TEXT NOT NULL DEFAULT '',
  fetched      INTEGER NOT NULL,
  version      INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The former states of an entry that its publisher changed.
CREATE TABLE revision (
  id       INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL,
  seen     INTEGER NOT NULL,
  codec    INTEGER NOT NULL,
  dict_id  INTEGER NOT NULL DEFAULT 0,
  raw_len  INTEGER NOT NULL,
  data     BLOB NOT NULL
) STRICT;
CREATE INDEX revision_entry ON revision(entry_id, id);

-- The reader's marks. A row outlives its entry.
CREATE TABLE status (
  entry_id INTEGER PRIMARY KEY,
  read     INTEGER NOT NULL DEFAULT 0,
  starred  INTEGER NOT NULL DEFAULT 0,
  saved    INTEGER NOT NULL DEFAULT 0,
  changed  INTEGER NOT NULL
) STRICT;

-- Which entry a feed's key names. Rows outlive their entries.
CREATE TABLE identity (
  feed_id  INTEGER NOT NULL,
  key      BLOB NOT NULL,
  entry_id INTEGER NOT NULL,
  PRIMARY KEY (feed_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_entry ON identity(entry_id);

-- Addresses without what changes by itself, for entries whose key changed.
CREATE TABLE alias (
  feed_id  INTEGER NOT NULL,
  key      BLOB NOT NULL,
  entry_id INTEGER NOT NULL,
  PRIMARY KEY (feed_id, key, entry_id)
) STRICT, WITHOUT ROWID;

-- Entries that were removed by retention: they do not come back while their
-- feed still shows them.
CREATE TABLE departed (
  entry_id  INTEGER PRIMARY KEY,
  feed_id   INTEGER NOT NULL,
  last_seen INTEGER NOT NULL
) STRICT;

CREATE TABLE place (
  entry_id INTEGER PRIMARY KEY,
  section  INTEGER NOT NULL,
  block    INTEGER NOT NULL,
  word     INTEGER NOT NULL,
  changed  INTEGER NOT NULL
) STRICT;

CREATE TABLE view (
  name     TEXT PRIMARY KEY,
  query    TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE rule (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  name    TEXT NOT NULL,
  query   TEXT NOT NULL,
  does    INTEGER NOT NULL,
  folder  TEXT NOT NULL DEFAULT '',
  until   INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL
) STRICT;

-- What a rule did to an entry: the bits of its actions that changed something.
CREATE TABLE rule_hit (
  rule_id  INTEGER NOT NULL,
  entry_id INTEGER NOT NULL,
  did      INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  PRIMARY KEY (rule_id, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX rule_hit_entry ON rule_hit(entry_id);

CREATE TABLE lease (
  name  TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT;

CREATE TABLE kv (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT;

-- Dictionaries of compressed bodies, for a codec that uses one.
CREATE TABLE dictionary (
  id   INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;

-- The full-text index. Its rowid is the entry's rank, so that the newest hits
-- come first without sorting.
CREATE VIRTUAL TABLE search USING fts5(
  title, author, body, content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2"
);
