-- Alerts, what they found, and the mails and notices that follow.

CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  region TEXT NOT NULL,                     -- one place, or
  list TEXT NOT NULL,                       -- every place of a watchlist; the other is ''
  metric TEXT NOT NULL,
  transform TEXT NOT NULL,
  op TEXT NOT NULL,                         -- above | below | crosses | percentile | revised
  threshold DOUBLE PRECISION NOT NULL,
  hysteresis DOUBLE PRECISION NOT NULL,     -- how far back it must go before it may fire again
  cooldown_days BIGINT NOT NULL,
  delivery TEXT NOT NULL,                   -- mail | digest | notice
  paused_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX alerts_of_user ON alerts (user_id);

-- What a rule remembers of one place.
CREATE TABLE alert_states (
  alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  region TEXT NOT NULL,
  side BIGINT NOT NULL,                     -- 1 beyond the threshold, -1 not, 0 not known yet
  period TEXT NOT NULL,                     -- the last one looked at
  value DOUBLE PRECISION,
  fired TEXT NOT NULL,                      -- the period it last fired for; '' when never
  PRIMARY KEY (alert_id, region)
);

CREATE TABLE notifications (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  key TEXT NOT NULL UNIQUE,                 -- alert, place, period, release: the same event never twice
  alert_id TEXT NOT NULL,                   -- '' when no alert made it
  kind TEXT NOT NULL,                       -- alert | export | account
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  link TEXT NOT NULL,                       -- path in the dashboard
  created_at BIGINT NOT NULL,
  read_at BIGINT,
  digest_key TEXT NOT NULL                  -- the digest that told of it; '' when none yet or none wanted
);
CREATE INDEX notifications_of_user ON notifications (user_id, created_at);

-- A mail is written here in the transaction that decides on it, and sent by a job that names its key.
CREATE TABLE mails (
  key TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,                    -- '' when to nobody of ours
  address TEXT NOT NULL,
  kind TEXT NOT NULL,                       -- account | alert | digest | export
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  unsubscribe TEXT NOT NULL,
  state TEXT NOT NULL,                      -- waiting | sending | sent | suppressed | refused
  created_at BIGINT NOT NULL,
  sent_at BIGINT,
  carrier_id TEXT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX mails_by_state ON mails (state, created_at);

-- Addresses that bounced, complained or wanted no more.
CREATE TABLE suppressions (
  address TEXT PRIMARY KEY,
  reason TEXT NOT NULL,                     -- bounce | complaint | operator
  at BIGINT NOT NULL
);

CREATE TABLE exports (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  request TEXT NOT NULL,                    -- JSON
  state TEXT NOT NULL,                      -- queued | done | failed
  object_key TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  rows BIGINT NOT NULL,
  note TEXT NOT NULL,                       -- what was left out and why, or why it failed
  created_at BIGINT NOT NULL,
  done_at BIGINT,
  ends_at BIGINT
);
CREATE INDEX exports_of_user ON exports (user_id, created_at);

-- Work decided on in a transaction, to be handed to the queue after it.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  queue TEXT NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  trace TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX outbox_by_time ON outbox (created_at);

-- What is done once: a schedule's run, the publication last evaluated.
CREATE TABLE marks (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  at BIGINT NOT NULL
);
