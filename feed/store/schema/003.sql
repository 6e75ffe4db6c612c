-- The pictures of articles: their bytes are files named by hash (SHA-256 in
-- hexadecimal) in the data directory. want is 1 until a picture was fetched, or
-- could not be had: why.
CREATE TABLE picture (
  id      INTEGER PRIMARY KEY,
  url     TEXT NOT NULL UNIQUE,
  want    INTEGER NOT NULL DEFAULT 1,
  hash    TEXT NOT NULL DEFAULT '',
  type    TEXT NOT NULL DEFAULT '',
  size    INTEGER NOT NULL DEFAULT 0,
  fetched INTEGER NOT NULL DEFAULT 0,
  why     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX picture_want ON picture(id) WHERE want = 1;
CREATE INDEX picture_hash ON picture(hash) WHERE hash <> '';

-- Which entries show a picture.
CREATE TABLE entry_picture (
  entry_id   INTEGER NOT NULL,
  picture_id INTEGER NOT NULL,
  PRIMARY KEY (entry_id, picture_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_picture_picture ON entry_picture(picture_id);
