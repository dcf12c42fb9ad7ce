-- What alerts remember of a metric whose releases an operator withdrew or restored is not compared with what is shown
-- after it: the text changes with each such change of the metric, '' before the first.
ALTER TABLE alert_states ADD COLUMN judgements TEXT NOT NULL DEFAULT '';
ALTER TABLE alert_matches ADD COLUMN judgements TEXT NOT NULL DEFAULT '';
