-- Imports that admins asked for, and how far each is.

CREATE TABLE import_runs (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,                    -- who asked; stays when they are gone
  source TEXT NOT NULL,
  state TEXT NOT NULL,                      -- queued | running | done | failed | refused
  created_at BIGINT NOT NULL,
  began_at BIGINT,
  ended_at BIGINT,
  beat_at BIGINT,                           -- last sign of life of whoever runs it
  attempts BIGINT NOT NULL,
  files_total BIGINT NOT NULL,
  files_fetched BIGINT NOT NULL,
  files_done BIGINT NOT NULL,
  rows_kept BIGINT NOT NULL,
  rows_refused BIGINT NOT NULL,
  said TEXT NOT NULL                        -- what it does, or what came of it
);
CREATE INDEX import_runs_by_time ON import_runs (created_at);
CREATE INDEX import_runs_by_state ON import_runs (state);
