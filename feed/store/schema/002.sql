-- What rules did is counted as it is done, so that telling it reads no entries:
-- how many entries each single action (one bit of rule_hit.did) of a rule
-- changed, with action 0 for all of them.
CREATE TABLE rule_count (
  rule_id INTEGER NOT NULL,
  action  INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  PRIMARY KEY (rule_id, action)
) STRICT, WITHOUT ROWID;

-- One row: how many entries are muted.
CREATE TABLE muted_count (n INTEGER NOT NULL) STRICT;

INSERT INTO rule_count(rule_id, action, n)
  SELECT h.rule_id, j.value, count(*) FROM rule_hit h, json_each('[0,1,2,4,8,16,32]') j
  WHERE j.value = 0 OR h.did & j.value GROUP BY 1, 2;
INSERT INTO muted_count(n) SELECT count(*) FROM entry WHERE muted = 1;

-- Where no two rules had to have different names before, they must now.
UPDATE rule SET name = name || ' (' || id || ')'
  WHERE EXISTS (SELECT 1 FROM rule r WHERE r.name = rule.name AND r.id < rule.id);
CREATE UNIQUE INDEX rule_name ON rule(name);

CREATE TRIGGER rule_hit_added AFTER INSERT ON rule_hit BEGIN
  INSERT INTO rule_count(rule_id, action, n)
    SELECT new.rule_id, value, 1 FROM json_each('[0,1,2,4,8,16,32]') WHERE value = 0 OR new.did & value
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER rule_hit_changed AFTER UPDATE OF did ON rule_hit BEGIN
  UPDATE rule_count SET n = n - 1 WHERE rule_id = old.rule_id AND old.did & action;
  INSERT INTO rule_count(rule_id, action, n)
    SELECT new.rule_id, value, 1 FROM json_each('[1,2,4,8,16,32]') WHERE new.did & value
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER rule_hit_removed AFTER DELETE ON rule_hit BEGIN
  UPDATE rule_count SET n = n - 1 WHERE rule_id = old.rule_id AND (action = 0 OR old.did & action);
END;
CREATE TRIGGER rule_removed AFTER DELETE ON rule BEGIN
  DELETE FROM rule_count WHERE rule_id = old.id;
END;
CREATE TRIGGER entry_muted_added AFTER INSERT ON entry WHEN new.muted = 1 BEGIN
  UPDATE muted_count SET n = n + 1;
END;
CREATE TRIGGER entry_muted_changed AFTER UPDATE OF muted ON entry WHEN new.muted <> old.muted BEGIN
  UPDATE muted_count SET n = n + new.muted - old.muted;
END;
CREATE TRIGGER entry_muted_removed AFTER DELETE ON entry WHEN old.muted = 1 BEGIN
  UPDATE muted_count SET n = n - 1;
END;
