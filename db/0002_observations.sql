-- The numbers as a table, for psql, Metabase or Grafana: a copy of the present that can be made anew at any time
-- (ports::Projection). One partition a metric, made and replaced whole by the program. Identifiers are ASCII, so that
-- collation "C" sorts them as they are and much faster.
-- only: postgres
CREATE TABLE observations (
  metric       TEXT COLLATE "C"  NOT NULL,
  region       TEXT COLLATE "C"  NOT NULL,   -- metro-41860
  period       TEXT COLLATE "C"  NOT NULL,   -- as printed: 2025-03
  period_begin DATE              NOT NULL,
  value        DOUBLE PRECISION  NOT NULL,
  source       TEXT COLLATE "C"  NOT NULL,
  release      TEXT COLLATE "C"  NOT NULL,   -- the date of the newest release the metric was taken from
  PRIMARY KEY (metric, region, period_begin)
) PARTITION BY LIST (metric);

-- A month of all regions: a map, a ranking.
CREATE INDEX observations_period ON observations (period_begin);

CREATE TABLE observation_versions (
  metric    TEXT   NOT NULL PRIMARY KEY,
  version   TEXT   NOT NULL,
  source    TEXT   NOT NULL,
  release   TEXT   NOT NULL,
  rows      BIGINT NOT NULL,
  copied_at BIGINT NOT NULL                  -- milliseconds since 1970, UTC
);
-- for: both
