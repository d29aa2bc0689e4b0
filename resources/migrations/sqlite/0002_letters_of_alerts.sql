-- A letter tells of a ticket that went elsewhere, or of an alert.
CREATE TABLE mails_now (
  seq        INTEGER PRIMARY KEY,
  ticket_seq INTEGER REFERENCES tickets (seq),
  job_seq    INTEGER REFERENCES print_jobs (seq),
  mark       TEXT,
  cause      TEXT,
  alert_seq  INTEGER REFERENCES alerts (seq),
  -- queued, sent, failed
  state      TEXT NOT NULL,
  tries      INTEGER NOT NULL,
  retry_at   INTEGER NOT NULL,
  error      TEXT,
  queued_at  INTEGER NOT NULL,
  CHECK ((ticket_seq IS NULL) <> (alert_seq IS NULL)),
  CHECK ((ticket_seq IS NULL) = (mark IS NULL) AND (ticket_seq IS NULL) = (job_seq IS NULL))
) STRICT;
INSERT INTO mails_now (seq, ticket_seq, job_seq, mark, cause, state, tries, retry_at, error, queued_at)
  SELECT seq, ticket_seq, job_seq, mark, cause, state, tries, retry_at, error, queued_at FROM mails;
DROP TABLE mails;
ALTER TABLE mails_now RENAME TO mails;
CREATE INDEX due_mails ON mails (retry_at) WHERE state = 'queued';

-- How many print workers: at rest, and at the most. Who had said a number gets just that.
UPDATE settings
  SET value = json_set(value, '$.workers', json_object('least', json_extract(value, '$.workers'), 'most', json_extract(value, '$.workers')))
  WHERE name = 'upkeep' AND json_type(value, '$.workers') = 'integer';
