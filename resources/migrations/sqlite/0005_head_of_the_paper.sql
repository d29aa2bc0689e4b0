-- Whose the ticket was when this try printed it, as JSON; NULL: as it was sent.
ALTER TABLE attempts ADD COLUMN head TEXT;
-- A guest who is forgotten is forgotten here too; few papers are printed after their order was edited.
CREATE INDEX attempts_with_head ON attempts (job_seq) WHERE head IS NOT NULL;
