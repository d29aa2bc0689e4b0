-- What a program's token may do: a JSON list of scopes. A token from before may do what it could, until the owner chooses.
ALTER TABLE devices ADD COLUMN scopes TEXT NOT NULL DEFAULT '[]';
UPDATE devices SET scopes = '["heredado"]' WHERE role = 'integrator';

-- Deeds at the drawer, at printers, chains and mail were kept under the device's id, and those of this machine's programs under a code. From
-- here on `hand` is a name everywhere. An event's body stays as it was written.
CREATE TEMP TABLE stood AS
  SELECT seq, json_extract(body, '$.deviceId') AS device, json_extract(body, '$.personId') AS person
  FROM events WHERE kind = 'device.person';
CREATE INDEX temp.stood_at ON stood (device, seq);

-- Who was logged in at that device then; else the device itself.
UPDATE events SET hand = coalesce(
    (SELECT people.name FROM people WHERE people.id =
       (SELECT person FROM stood WHERE device = events.hand AND stood.seq < events.seq ORDER BY stood.seq DESC LIMIT 1)),
    (SELECT name FROM devices WHERE id = events.hand))
  WHERE hand IS NOT NULL AND hand IN (SELECT id FROM devices);
UPDATE events SET hand = 'línea de comandos' WHERE hand IS NOT NULL AND hand = 'cli';
UPDATE events SET hand = 'programa de este equipo' WHERE hand IS NOT NULL AND hand = 'loopback';
UPDATE events SET hand = 'el servidor' WHERE hand IS NOT NULL AND hand IN ('access', 'host');
-- Of a wrong PIN it is known at which device it was typed.
UPDATE events SET hand = (SELECT name FROM devices WHERE id = json_extract(events.body, '$.deviceId'))
  WHERE hand IS NOT NULL AND hand = '' AND kind = 'pin.failed'
    AND json_extract(body, '$.deviceId') IN (SELECT id FROM devices);

UPDATE alerts SET seen_by = 'línea de comandos' WHERE seen_by = 'cli';
UPDATE shifts SET closed_by = 'línea de comandos' WHERE closed_by = 'cli';

DROP TABLE stood;
