-- What people keep: searches, charts, watched places, notes, what they looked for.

CREATE TABLE saved_items (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,                       -- search | chart | note
  name TEXT NOT NULL,
  body TEXT NOT NULL,                       -- JSON object, as its kind has it
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX saved_items_of_user ON saved_items (user_id, kind, created_at);

CREATE TABLE watched (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  list TEXT NOT NULL,
  region TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, list, region)
);

CREATE TABLE searches (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  region TEXT NOT NULL,                     -- what was chosen; '' when nothing
  at BIGINT NOT NULL
);
CREATE INDEX searches_of_user ON searches (user_id, at);
