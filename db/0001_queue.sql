-- Messages of the queue kept in the database: waiting, delayed, in flight, dead. A message that is done is deleted.
CREATE TABLE queue_messages (
  id          TEXT   NOT NULL PRIMARY KEY,
  queue       TEXT   NOT NULL,
  key         TEXT   NOT NULL,               -- what makes two messages the same work
  body        TEXT   NOT NULL,
  trace       TEXT   NOT NULL DEFAULT '',
  visible_at  BIGINT NOT NULL,               -- not given to anybody before
  enqueued_at BIGINT NOT NULL,
  attempts    BIGINT NOT NULL DEFAULT 0,     -- deliveries so far
  receipt     TEXT,                          -- of the last delivery
  dead_at     BIGINT,
  reason      TEXT   NOT NULL DEFAULT ''     -- of the last failure
);

-- The next to deliver, how many wait, the newest dead.
CREATE INDEX queue_messages_next ON queue_messages (queue, dead_at, visible_at);
-- The same work waits once. Delivered before, it is no longer in the way of a new message.
CREATE UNIQUE INDEX queue_messages_waiting ON queue_messages (queue, key) WHERE attempts = 0 AND dead_at IS NULL;
CREATE UNIQUE INDEX queue_messages_receipt ON queue_messages (receipt) WHERE receipt IS NOT NULL;
