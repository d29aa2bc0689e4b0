-- Times are milliseconds since 1970, ids are UUIDv7 text, money is integers in the currency's smallest unit, lists are JSON text.

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE printers (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  address     TEXT NOT NULL,
  profile     TEXT NOT NULL,
  ms_per_line REAL NOT NULL,
  -- What the host believes of it, as JSON: state, cause, failures, when to try again.
  health      TEXT NOT NULL,
  -- Kept for what was printed on it.
  removed_at  INTEGER
) STRICT;
CREATE UNIQUE INDEX one_printer_a_name ON printers (name) WHERE removed_at IS NULL;

CREATE TABLE stations (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  printer_id TEXT NOT NULL REFERENCES printers (id),
  -- Ids of the printers that take over, first choice first.
  fallbacks  TEXT NOT NULL,
  -- reprint or ask
  when_unsure TEXT NOT NULL,
  -- A screen hangs there: its tickets are done when a cook says so.
  has_screen INTEGER NOT NULL DEFAULT 0,
  -- Minutes after which a ticket there should hurry, and is late.
  hurry_min  INTEGER NOT NULL,
  late_min   INTEGER NOT NULL,
  -- What was opened before is older than the screen.
  screen_since INTEGER NOT NULL DEFAULT 0,
  is_default INTEGER NOT NULL DEFAULT 0,
  is_counter INTEGER NOT NULL DEFAULT 0,
  -- It gets a paper with everything that is sent.
  takes_all  INTEGER NOT NULL DEFAULT 0,
  -- Papers of each ticket, the first time.
  copies     INTEGER NOT NULL DEFAULT 1,
  -- Who takes its dishes while it is closed for the rest of the business day.
  closed_to  TEXT REFERENCES stations (id),
  closed_on  TEXT,
  position   INTEGER NOT NULL,
  -- Kept for the tickets it had.
  removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX one_default_station ON stations (is_default) WHERE is_default = 1 AND removed_at IS NULL;
CREATE UNIQUE INDEX one_station_a_name ON stations (name) WHERE removed_at IS NULL;

CREATE TABLE categories (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  position   INTEGER NOT NULL,
  -- Kept for the dishes that were in it.
  removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX one_category_a_name ON categories (name) WHERE removed_at IS NULL;

-- A question that a dish asks: at least `min` and at most `max` of its options, a list of names with what each adds to the price.
CREATE TABLE modifier_groups (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,
  min      INTEGER NOT NULL,
  max      INTEGER NOT NULL,
  options  TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE items (
  id          TEXT PRIMARY KEY,
  code        TEXT NOT NULL,
  name        TEXT NOT NULL,
  category_id TEXT NOT NULL REFERENCES categories (id),
  price       INTEGER NOT NULL,
  -- Ids of the modifier groups it asks, and what guests leave out of it.
  group_ids   TEXT NOT NULL,
  removable   TEXT NOT NULL,
  sold_out    INTEGER NOT NULL DEFAULT 0,
  -- How many are left; NULL: nobody counts.
  left_over   INTEGER,
  position    INTEGER NOT NULL,
  -- Kept for the orders it is in.
  removed_at  INTEGER
) STRICT;
CREATE INDEX items_in_order ON items (position);
CREATE UNIQUE INDEX one_item_a_code ON items (code) WHERE removed_at IS NULL;

CREATE TABLE routing_rules (
  id          TEXT PRIMARY KEY,
  item_id     TEXT REFERENCES items (id),
  category_id TEXT REFERENCES categories (id),
  station_id  TEXT NOT NULL REFERENCES stations (id),
  CHECK ((item_id IS NULL) <> (category_id IS NULL))
) STRICT;

CREATE INDEX rules_of_item ON routing_rules (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX rules_of_category ON routing_rules (category_id) WHERE category_id IS NOT NULL;

CREATE TABLE tables (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,
  area     TEXT NOT NULL,
  seats    INTEGER,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE people (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  role     TEXT NOT NULL,
  -- scrypt's parameters, salt and hash.
  pin_hash TEXT NOT NULL,
  removed_at INTEGER
) STRICT;

CREATE TABLE devices (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  role       TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  added_at   INTEGER NOT NULL,
  -- Who is logged in there.
  person_id  TEXT REFERENCES people (id),
  revoked_at INTEGER
) STRICT;

-- Failures in a row; how long the next try must wait follows from them.
CREATE TABLE pin_failures (
  device_id TEXT NOT NULL REFERENCES devices (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  failures  INTEGER NOT NULL,
  PRIMARY KEY (device_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
  number     INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  day        TEXT NOT NULL,
  folio      INTEGER NOT NULL,
  type       TEXT NOT NULL,
  state      TEXT NOT NULL,
  table_name TEXT,
  customer   TEXT,
  address    TEXT,
  phone      TEXT,
  covers     INTEGER,
  note       TEXT,
  placed_by  TEXT NOT NULL,
  placed_at  INTEGER NOT NULL,
  started_at INTEGER,
  ready_at   INTEGER,
  -- Whose table it is; the name as it was then.
  waiter_id  TEXT REFERENCES people (id),
  waiter     TEXT,
  -- Counts edits.
  revision   INTEGER NOT NULL,
  -- Joined to that order: cooked as it was, paid there.
  merged_into INTEGER REFERENCES orders (number),
  -- cash, card, other
  payment    TEXT,
  tip        INTEGER,
  -- What it cost when it was closed, and what of that is tax.
  charged    INTEGER,
  tax        INTEGER,
  closed_at  INTEGER,
  UNIQUE (day, folio)
) STRICT;
-- What is over is not in these, so years of orders cost the screens nothing.
CREATE INDEX orders_under_way ON orders (state) WHERE state IN ('open', 'ready', 'served');
-- Found by the day on which the house forgets them.
CREATE INDEX orders_with_guests ON orders (day) WHERE customer IS NOT NULL OR address IS NOT NULL OR phone IS NOT NULL;
CREATE INDEX parts_of_order ON orders (merged_into) WHERE merged_into IS NOT NULL;

-- One row a send. chain_seq is gap-free; hash covers the facts of this send and the hash before it (docs/protocol.md, "The chain").
CREATE TABLE dispatches (
  chain_seq    INTEGER PRIMARY KEY,
  order_number INTEGER NOT NULL REFERENCES orders (number),
  no           INTEGER NOT NULL,
  sent_by      TEXT NOT NULL,
  sent_at      INTEGER NOT NULL,
  key          TEXT NOT NULL,
  hash         BLOB NOT NULL,
  UNIQUE (order_number, no)
) STRICT;

CREATE TABLE lines (
  order_number INTEGER NOT NULL,
  no           INTEGER NOT NULL,
  dispatch_no  INTEGER NOT NULL,
  item_id      TEXT REFERENCES items (id),
  name         TEXT NOT NULL,
  quantity     INTEGER NOT NULL,
  unit_price   INTEGER,
  modifiers    TEXT NOT NULL,
  note         TEXT,
  course       INTEGER,
  seat         INTEGER,
  state        TEXT NOT NULL,
  -- How many of `quantity` are not wanted any more; what was sent stays as it was sent.
  voided       INTEGER NOT NULL DEFAULT 0,
  void_reason  TEXT,
  -- The reason for which it is not charged.
  comp         TEXT,
  PRIMARY KEY (order_number, no),
  FOREIGN KEY (order_number, dispatch_no) REFERENCES dispatches (order_number, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
  id      TEXT PRIMARY KEY,
  number  INTEGER NOT NULL UNIQUE,
  text    TEXT NOT NULL,
  sent_by TEXT NOT NULL,
  sent_at INTEGER NOT NULL
) STRICT;

CREATE TABLE tickets (
  seq          INTEGER PRIMARY KEY,
  order_number INTEGER REFERENCES orders (number),
  dispatch_no  INTEGER,
  message_id   TEXT REFERENCES messages (id),
  station_id   TEXT NOT NULL REFERENCES stations (id),
  kind         TEXT NOT NULL,
  state        TEXT NOT NULL,
  -- Numbers of the order's lines it shows: a line routed to two stations is on two tickets.
  line_nos     TEXT NOT NULL,
  document     TEXT NOT NULL,
  -- Lines that the cook has ticked off one by one.
  done_nos     TEXT NOT NULL,
  opened_at    INTEGER NOT NULL,
  -- When a cook last began, finished or took it back.
  moved_at     INTEGER,
  CHECK ((order_number IS NULL) <> (message_id IS NULL))
) STRICT;
-- Those of stations without a screen are born bumped, so only what cooks have in hand is in here.
CREATE INDEX tickets_in_hand ON tickets (station_id) WHERE state IN ('open', 'started');
CREATE INDEX tickets_of_order ON tickets (order_number) WHERE order_number IS NOT NULL;

CREATE TABLE print_jobs (
  seq         INTEGER PRIMARY KEY,
  ticket_seq  INTEGER NOT NULL REFERENCES tickets (seq),
  printer_id  TEXT NOT NULL REFERENCES printers (id),
  state       TEXT NOT NULL,
  priority    INTEGER NOT NULL,
  ahead       INTEGER NOT NULL DEFAULT 0,
  paper_lines INTEGER NOT NULL,
  mark        TEXT NOT NULL,
  cause       TEXT,
  crashes     INTEGER NOT NULL DEFAULT 0,
  -- Tries that failed before byte 0.
  tries       INTEGER NOT NULL DEFAULT 0,
  queued_at   INTEGER NOT NULL,
  settled_at  INTEGER,
  token       INTEGER
) STRICT;
CREATE INDEX jobs_of_ticket ON print_jobs (ticket_seq);
-- Only live jobs are in these, so a million finished ones cost nothing; `(state)` alone was measured at 7 times a take with 10k waiting.
CREATE INDEX due_jobs ON print_jobs (printer_id, priority, ahead DESC, seq) WHERE state = 'queued';
CREATE UNIQUE INDEX one_sending_per_printer ON print_jobs (printer_id) WHERE state IN ('sending', 'blocked');
CREATE INDEX jobs_for_a_person ON print_jobs (state) WHERE state IN ('unsure', 'stale');

-- `token` is the fence: a try may settle its job only while the job still carries this number.
CREATE TABLE attempts (
  token         INTEGER PRIMARY KEY,
  job_seq       INTEGER NOT NULL REFERENCES print_jobs (seq),
  worker        INTEGER NOT NULL,
  shown_time    TEXT NOT NULL,
  claimed_at    INTEGER NOT NULL,
  first_byte_at INTEGER,
  ended_at      INTEGER,
  outcome       TEXT,
  cause         TEXT,
  bytes         INTEGER,
  sha256        TEXT,
  -- Letters that the printer's page does not have.
  unprintable   INTEGER,
  -- What the printer said meanwhile, hex.
  heard         TEXT
) STRICT;
CREATE INDEX attempts_of_job ON attempts (job_seq);

-- A letter beside a fallback. What it says is laid out from its ticket when it goes.
CREATE TABLE mails (
  seq        INTEGER PRIMARY KEY,
  ticket_seq INTEGER NOT NULL REFERENCES tickets (seq),
  job_seq    INTEGER NOT NULL REFERENCES print_jobs (seq),
  mark       TEXT NOT NULL,
  cause      TEXT,
  -- queued, sent, failed
  state      TEXT NOT NULL,
  tries      INTEGER NOT NULL,
  retry_at   INTEGER NOT NULL,
  error      TEXT,
  queued_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX due_mails ON mails (retry_at) WHERE state = 'queued';

CREATE TABLE command_receipts (
  actor   TEXT NOT NULL,
  key     TEXT NOT NULL,
  command TEXT NOT NULL,
  body    BLOB NOT NULL,
  reply   TEXT NOT NULL,
  at      INTEGER NOT NULL,
  UNIQUE (actor, key)
) STRICT;
-- A dispatch's receipt is kept for good, so it need not be found by age.
CREATE INDEX receipts_by_age ON command_receipts (at) WHERE command NOT IN ('placeOrder', 'addLines', 'changeQuantity');

-- What was paid between two Zs.
CREATE TABLE shifts (
  no         INTEGER PRIMARY KEY,
  closed_at  INTEGER NOT NULL,
  closed_by  TEXT NOT NULL,
  -- The newest order by then.
  last_order INTEGER NOT NULL,
  cut        TEXT NOT NULL
) STRICT;
CREATE INDEX orders_by_closing ON orders (closed_at) WHERE closed_at IS NOT NULL;

-- What somebody at the counter should know: until it is over and somebody has read it, screens show it.
CREATE TABLE alerts (
  seq       INTEGER PRIMARY KEY,
  kind      TEXT NOT NULL,
  -- The printer it is about.
  subject   TEXT,
  -- What was measured, and what it should stay under.
  figure    REAL,
  threshold REAL,
  cause     TEXT,
  raised_at INTEGER NOT NULL,
  ended_at  INTEGER,
  seen_by   TEXT
) STRICT;
CREATE INDEX kept_alerts ON alerts (seq) WHERE ended_at IS NULL OR seen_by IS NULL;

CREATE TABLE events (
  seq          INTEGER PRIMARY KEY,
  at           INTEGER NOT NULL,
  kind         TEXT NOT NULL,
  order_number INTEGER,
  -- Who did it, where it is one of those that are answered for.
  hand         TEXT,
  -- The whole event as JSON, as listeners get it; the columns are there to find it by.
  body         TEXT NOT NULL
) STRICT;
CREATE INDEX audited_events ON events (seq) WHERE hand IS NOT NULL;
CREATE INDEX events_of_order ON events (order_number) WHERE order_number IS NOT NULL;
