-- Safe beside the previous release: yes, it only adds tables that it does not know.
-- What people tell us that a bank took. A report changes no fee; it is kept as it came and looked at by a person.

CREATE TABLE openfees.report (
  report_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Given to the person who sent it: whoever has it may follow the report.
  receipt      text NOT NULL CONSTRAINT report_receipt_is_given_once UNIQUE
               CONSTRAINT report_receipt_is_twelve_letters CHECK (receipt ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  jurisdiction text NOT NULL,
  bank_id      text NOT NULL,
  service_id   text NOT NULL,
  amount       numeric(20, 2) NOT NULL CONSTRAINT report_amount_is_above_zero CHECK (amount > 0),
  currency     text NOT NULL CONSTRAINT report_currency_is_three_letters CHECK (currency ~ '^[A-Z]{3}$'),
  charged_on   date NOT NULL,
  words        text NOT NULL CONSTRAINT report_words_are_few CHECK (length(words) <= 1000),
  received_at  timestamptz NOT NULL DEFAULT now()
);

-- A key that came with a write, so that sending it again is not doing it again. Kept for two days, by its hash only.
CREATE TABLE openfees.request_key (
  key_sha256     text PRIMARY KEY CONSTRAINT request_key_is_a_hash CHECK (key_sha256 ~ '^[0-9a-f]{64}$'),
  content_sha256 text NOT NULL CONSTRAINT request_content_is_a_hash CHECK (content_sha256 ~ '^[0-9a-f]{64}$'),
  receipt        text NOT NULL,
  kept_until     timestamptz NOT NULL DEFAULT now() + interval '48 hours'
);
CREATE INDEX request_key_by_end ON openfees.request_key (kept_until);

-- The app adds reports and reads them by number; it may not change or remove one. Old keys it may remove.
GRANT SELECT, INSERT ON openfees.report TO openfees_app;
GRANT SELECT, INSERT, DELETE ON openfees.request_key TO openfees_app;
