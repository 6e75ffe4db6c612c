-- Letters like ł, ø and ß are folded in the full-text index: it is made anew, in
-- the background.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5(
  title, author, body, content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO kv(name, value) SELECT 'rebuilding', CAST('index -9223372036854775808' AS BLOB) WHERE EXISTS (SELECT 1 FROM entry)
  ON CONFLICT DO UPDATE SET value = excluded.value;
