-- People and how they get in. Times are milliseconds since 1970 in UTC; hashes are of random tokens, so unsalted SHA-256.

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,               -- lower case
  email_verified_at BIGINT,                 -- NULL: not yet
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,              -- argon2id, PHC form
  role TEXT NOT NULL,                       -- user | admin
  time_zone TEXT NOT NULL,                  -- America/Chicago
  digest TEXT NOT NULL,                     -- off | daily | weekly | monthly
  keeps_searches BIGINT NOT NULL,           -- 1: search history is kept
  totp_sealed TEXT NOT NULL,                -- '' until set up
  totp_confirmed_at BIGINT,                 -- NULL: not in force
  totp_last_step BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  delete_after BIGINT                       -- asked to be deleted, and when it will be
);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,                  -- to the hour, so that reading seldom writes
  ends_at BIGINT NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL
);
CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE INDEX sessions_by_end ON sessions (ends_at);

-- What a link in a mail may do once. The link itself is signed; this says whether it was used.
CREATE TABLE one_time_links (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL,                    -- verify | reset | change-email
  subject TEXT NOT NULL,                    -- the address it is about
  ends_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX one_time_links_of_user ON one_time_links (user_id, purpose);

CREATE TABLE recovery_codes (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  code_hash TEXT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (user_id, code_hash)
);

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  key_hash TEXT NOT NULL UNIQUE,
  hint TEXT NOT NULL,                       -- its first letters, to tell keys apart
  scopes TEXT NOT NULL,                     -- "read" or "read write"
  created_at BIGINT NOT NULL,
  used_at BIGINT,                           -- to the hour
  ends_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX api_keys_of_user ON api_keys (user_id);

-- Who did what. Kept when the person is gone: user_id is no reference.
CREATE TABLE audit (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  user_id TEXT NOT NULL,                    -- about whom; '' when nobody
  actor TEXT NOT NULL,                      -- user id, 'operator' or 'system'
  action TEXT NOT NULL,
  address TEXT NOT NULL,
  detail TEXT NOT NULL
);
CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_of_user ON audit (user_id, at);
