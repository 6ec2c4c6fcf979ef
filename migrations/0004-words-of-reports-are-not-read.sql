-- Safe beside the previous release: yes, it takes away only what that one never asks for.
-- The web server stores the words of a report and never reads them: whoever makes it run SQL of his own does not get them
-- either. Operators read them as openfees_read or openfees_owner. Columns that come later are granted one by one.
DO $$
DECLARE columns text;
BEGIN
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns
    FROM pg_attribute
   WHERE attrelid = 'openfees.report'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'words';
  REVOKE SELECT ON openfees.report FROM openfees_app;
  EXECUTE format('GRANT SELECT (%s) ON openfees.report TO openfees_app', columns);
END $$;
