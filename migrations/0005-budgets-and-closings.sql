-- Safe beside the previous release: yes, it only adds tables that it does not know.
-- What all processes together have used on a day of something that a day bounds. No client is named in it.
CREATE TABLE openfees.day_use (
  day    date NOT NULL,
  kind   text NOT NULL CONSTRAINT day_use_kind_is_a_word CHECK (kind ~ '^[a-z_]{1,40}$'),
  amount double precision NOT NULL CONSTRAINT day_use_is_not_below_zero CHECK (amount >= 0),
  PRIMARY KEY (day, kind)
);

-- What came of a report, written by whoever looked into it. A report itself stays as it came.
CREATE TABLE openfees.report_closing (
  report_id bigint PRIMARY KEY CONSTRAINT report_closing_is_of_a_report REFERENCES openfees.report,
  outcome   text NOT NULL CONSTRAINT report_outcome_is_known CHECK (outcome IN ('changed', 'kept', 'unclear')),
  note      text NOT NULL CONSTRAINT report_note_is_short CHECK (length(note) <= 500),
  closed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX report_by_time ON openfees.report (received_at);

-- The app counts, and says what came of a report to whoever has its number; only the owner closes one.
GRANT SELECT, INSERT, UPDATE, DELETE ON openfees.day_use TO openfees_app;
REVOKE ALL ON openfees.report_closing FROM openfees_app;
GRANT SELECT (report_id, outcome, closed_at) ON openfees.report_closing TO openfees_app;
