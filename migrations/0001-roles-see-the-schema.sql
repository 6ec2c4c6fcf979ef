-- Safe beside the previous release: yes, there is none.
-- Runs as openfees_owner. The roles and btree_gist are there already: see src/db/prepare-database.ts.
-- Who may do what: the owner migrates, the app adds rows and closes their recorded time, read only reads.
REVOKE ALL ON SCHEMA openfees FROM PUBLIC;
GRANT USAGE ON SCHEMA openfees TO openfees_app, openfees_read;
GRANT SELECT ON openfees.migration TO openfees_app, openfees_read;
ALTER DEFAULT PRIVILEGES IN SCHEMA openfees GRANT SELECT ON TABLES TO openfees_app, openfees_read;
