-- Alerts on a screen: mails about places that newly meet a condition.

-- The screen, as it was asked for; '' in an alert on a place or a list.
ALTER TABLE alerts ADD COLUMN screen_type TEXT NOT NULL DEFAULT '';    -- zip, county …
ALTER TABLE alerts ADD COLUMN screen_within TEXT NOT NULL DEFAULT '';  -- id of an area; '' for the nation
ALTER TABLE alerts ADD COLUMN screen_where TEXT NOT NULL DEFAULT '';   -- the condition

-- What an alert on a screen remembers. Places are codes ("94110" of zip-94110) in order, with commas between.
CREATE TABLE alert_matches (
  alert_id TEXT PRIMARY KEY REFERENCES alerts (id) ON DELETE CASCADE,
  publication TEXT NOT NULL,                -- the one last looked at
  published TEXT NOT NULL,                  -- when it was made: an older one is not looked at any more
  matched BIGINT NOT NULL,                  -- how many places
  places TEXT NOT NULL,                     -- that met the condition then
  told TEXT NOT NULL                        -- told of within the cool-down: "2025-03-31:94110,94112;2025-04-30:94114"
);
