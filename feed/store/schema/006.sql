-- What is starred and saved is counted from the index alone.
DROP INDEX entry_starred;
DROP INDEX entry_saved;
CREATE INDEX entry_starred ON entry(rank, muted) WHERE starred = 1;
CREATE INDEX entry_saved   ON entry(rank, muted) WHERE saved = 1;
