-- The validators that came with a page, to ask whether it has changed since.
ALTER TABLE page ADD COLUMN etag TEXT NOT NULL DEFAULT '';
ALTER TABLE page ADD COLUMN last_modified TEXT NOT NULL DEFAULT '';
