-- Which feeds have changed since they were last listed: rev rises with every
-- change of a feed's row or of how its requests went. A row is never removed.
CREATE TABLE feed_change (
  feed_id INTEGER PRIMARY KEY,
  rev     INTEGER NOT NULL
) STRICT;
CREATE INDEX feed_change_rev ON feed_change(rev);

CREATE TRIGGER feed_added AFTER INSERT ON feed BEGIN
  INSERT INTO feed_change(feed_id, rev) SELECT new.id, coalesce(max(rev), 1) + 1 FROM feed_change WHERE 1
    ON CONFLICT DO UPDATE SET rev = excluded.rev;
END;
CREATE TRIGGER feed_changed AFTER UPDATE ON feed BEGIN
  INSERT INTO feed_change(feed_id, rev) SELECT new.id, coalesce(max(rev), 1) + 1 FROM feed_change WHERE 1
    ON CONFLICT DO UPDATE SET rev = excluded.rev;
END;
CREATE TRIGGER feed_fetch_added AFTER INSERT ON feed_fetch BEGIN
  INSERT INTO feed_change(feed_id, rev) SELECT new.feed_id, coalesce(max(rev), 1) + 1 FROM feed_change WHERE 1
    ON CONFLICT DO UPDATE SET rev = excluded.rev;
END;
CREATE TRIGGER feed_fetch_changed AFTER UPDATE ON feed_fetch BEGIN
  INSERT INTO feed_change(feed_id, rev) SELECT new.feed_id, coalesce(max(rev), 1) + 1 FROM feed_change WHERE 1
    ON CONFLICT DO UPDATE SET rev = excluded.rev;
END;
CREATE TRIGGER feed_fetch_removed AFTER DELETE ON feed_fetch BEGIN
  INSERT INTO feed_change(feed_id, rev) SELECT old.feed_id, coalesce(max(rev), 1) + 1 FROM feed_change WHERE 1
    ON CONFLICT DO UPDATE SET rev = excluded.rev;
END;
