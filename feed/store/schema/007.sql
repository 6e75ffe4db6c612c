-- A place is found again by some words of its text when the article has changed.
ALTER TABLE place ADD COLUMN quote TEXT NOT NULL DEFAULT '';
