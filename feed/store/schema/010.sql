-- The full-text index is made of segments; see segment.go. It is made anew, in
-- the background.
DROP TABLE search;
CREATE TABLE segment (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  state INTEGER NOT NULL, -- 0: being made, 1: in use, 2: to be removed
  made  INTEGER NOT NULL, -- when its making began
  low   INTEGER NOT NULL, -- the ranks that it holds
  high  INTEGER NOT NULL,
  size  INTEGER NOT NULL, -- in entries
  words INTEGER NOT NULL, -- of all its entries
  gone  BLOB NOT NULL     -- a bit for each entry: what is found elsewhere now, or nowhere
) STRICT;
CREATE TABLE segment_block (
  id   INTEGER PRIMARY KEY, -- that of the segment times 2^20, and a number
  data BLOB NOT NULL
) STRICT;
-- One row: a number that rises whenever a segment changes.
CREATE TABLE index_rev (rev INTEGER NOT NULL) STRICT;
INSERT INTO index_rev(rev) VALUES (1);

-- The languages in which a feed has, or had, entries.
CREATE TABLE feed_language (
  lang    TEXT NOT NULL,
  feed_id INTEGER NOT NULL,
  PRIMARY KEY (lang, feed_id)
) STRICT, WITHOUT ROWID;
INSERT INTO feed_language(lang, feed_id) SELECT DISTINCT lang, feed_id FROM entry;
CREATE TRIGGER entry_language_added AFTER INSERT ON entry BEGIN
  INSERT INTO feed_language(lang, feed_id) VALUES (new.lang, new.feed_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER entry_language_changed AFTER UPDATE OF lang ON entry BEGIN
  INSERT INTO feed_language(lang, feed_id) VALUES (new.lang, new.feed_id) ON CONFLICT DO NOTHING;
END;

INSERT INTO kv(name, value) SELECT 'rebuilding', CAST('index -9223372036854775808' AS BLOB) WHERE EXISTS (SELECT 1 FROM entry)
  ON CONFLICT DO UPDATE SET value = excluded.value;
