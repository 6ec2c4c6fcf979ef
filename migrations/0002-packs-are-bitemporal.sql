-- Safe beside the previous release: yes, it only adds tables.
-- A row is true for customers in `valid` (days) and was held by us in `recorded` (instants). A correction closes
-- `recorded` of the old row and adds a new one; nothing is overwritten, and the database itself refuses to.

CREATE FUNCTION openfees.only_recorded_may_close() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'rows of % are kept for ever', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  IF NOT upper_inf(OLD.recorded) OR upper_inf(NEW.recorded) OR lower(NEW.recorded) <> lower(OLD.recorded)
     OR (to_jsonb(NEW) - 'recorded') IS DISTINCT FROM (to_jsonb(OLD) - 'recorded') THEN
    RAISE EXCEPTION 'a row of % can only have its recorded time closed, once', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TABLE openfees.pack_version (
  pack_version_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  jurisdiction    text NOT NULL CONSTRAINT jurisdiction_is_a_short_name CHECK (jurisdiction ~ '^[a-z]{2,8}$'),
  version         text NOT NULL,
  -- The hash that the pack itself carries, and the hash of everything in it as we keep it.
  sha256          text NOT NULL,
  content_sha256  text NOT NULL CONSTRAINT content_sha256_is_a_hash CHECK (content_sha256 ~ '^[0-9a-f]{64}$'),
  -- What is not a list, such as the currency.
  head            jsonb NOT NULL,
  -- For each list the row ids in the pack's own order.
  row_order       jsonb NOT NULL,
  recorded        tstzrange NOT NULL CONSTRAINT pack_version_recorded_has_a_start CHECK (NOT lower_inf(recorded) AND NOT isempty(recorded)),
  CONSTRAINT pack_version_is_published_once UNIQUE (jurisdiction, version),
  CONSTRAINT pack_version_never_overlaps EXCLUDE USING gist (jurisdiction WITH =, recorded WITH &&)
);

CREATE TABLE openfees.bank (
  row_id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  jurisdiction text NOT NULL,
  bank_id      text NOT NULL,
  body         jsonb NOT NULL,
  recorded     tstzrange NOT NULL CONSTRAINT bank_recorded_has_a_start CHECK (NOT lower_inf(recorded) AND NOT isempty(recorded)),
  CONSTRAINT bank_never_overlaps EXCLUDE USING gist (jurisdiction WITH =, bank_id WITH =, recorded WITH &&)
);

CREATE TABLE openfees.service (
  row_id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  jurisdiction text NOT NULL,
  service_id   text NOT NULL,
  body         jsonb NOT NULL,
  recorded     tstzrange NOT NULL CONSTRAINT service_recorded_has_a_start CHECK (NOT lower_inf(recorded) AND NOT isempty(recorded)),
  CONSTRAINT service_never_overlaps EXCLUDE USING gist (jurisdiction WITH =, service_id WITH =, recorded WITH &&)
);

CREATE FUNCTION openfees.price_is_never_negative(body jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT NOT jsonb_path_exists(body, 'strict $.price.** ? (@.type() == "string" && @ like_regex "^-[0-9]")')
$$;

CREATE TABLE openfees.rule_version (
  row_id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  jurisdiction text NOT NULL,
  rule_id      text NOT NULL,
  service_id   text,
  grade        text NOT NULL CONSTRAINT rule_grade_is_a_to_d CHECK (grade IN ('A', 'B', 'C', 'D')),
  body         jsonb NOT NULL CONSTRAINT rule_price_is_never_negative CHECK (openfees.price_is_never_negative(body)),
  valid        daterange NOT NULL,
  recorded     tstzrange NOT NULL CONSTRAINT rule_recorded_has_a_start CHECK (NOT lower_inf(recorded) AND NOT isempty(recorded)),
  CONSTRAINT rule_never_overlaps EXCLUDE USING gist (jurisdiction WITH =, rule_id WITH =, valid WITH &&, recorded WITH &&)
);

CREATE TABLE openfees.fee_version (
  row_id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  jurisdiction text NOT NULL,
  fee_id       text NOT NULL,
  bank_id      text NOT NULL,
  service_id   text NOT NULL,
  grade        text NOT NULL CONSTRAINT fee_grade_is_a_to_d CHECK (grade IN ('A', 'B', 'C', 'D')),
  body         jsonb NOT NULL CONSTRAINT fee_price_is_never_negative CHECK (openfees.price_is_never_negative(body)),
  valid        daterange NOT NULL,
  recorded     tstzrange NOT NULL CONSTRAINT fee_recorded_has_a_start CHECK (NOT lower_inf(recorded) AND NOT isempty(recorded)),
  CONSTRAINT fee_never_overlaps EXCLUDE USING gist (jurisdiction WITH =, fee_id WITH =, valid WITH &&, recorded WITH &&)
);

-- Wordings, layouts and steps of the complaint clock: read whole, never queried by their parts.
CREATE TABLE openfees.pack_part (
  row_id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  jurisdiction text NOT NULL,
  kind         text NOT NULL CONSTRAINT pack_part_kind_is_known CHECK (kind IN ('wording', 'layout', 'complaint_step')),
  part_id      text NOT NULL,
  body         jsonb NOT NULL,
  recorded     tstzrange NOT NULL CONSTRAINT pack_part_recorded_has_a_start CHECK (NOT lower_inf(recorded) AND NOT isempty(recorded)),
  CONSTRAINT pack_part_never_overlaps EXCLUDE USING gist (jurisdiction WITH =, kind WITH =, part_id WITH =, recorded WITH &&)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['pack_version', 'bank', 'service', 'rule_version', 'fee_version', 'pack_part'] LOOP
    EXECUTE format('CREATE TRIGGER only_recorded_may_close BEFORE UPDATE OR DELETE ON openfees.%I FOR EACH ROW EXECUTE FUNCTION openfees.only_recorded_may_close()', name);
    EXECUTE format('CREATE TRIGGER kept_for_ever BEFORE TRUNCATE ON openfees.%I FOR EACH STATEMENT EXECUTE FUNCTION openfees.only_recorded_may_close()', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE (recorded) ON openfees.%I TO openfees_app', name);
  END LOOP;
END $$;
