-- What a new database needs before the service starts: its schema. The tables are built by the revisions in
-- src/main/resources/db/changelog. Where nobody ran this file, the service creates the schema itself.
CREATE SCHEMA IF NOT EXISTS image_clustering;
