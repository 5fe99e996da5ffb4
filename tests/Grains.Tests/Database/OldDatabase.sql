-- What a lab of an older version leaves, as far as a newer one looks at it: the history of its migrations, and a table.
CREATE TABLE "__EFMigrationsHistory" ("MigrationId" varchar(150) NOT NULL PRIMARY KEY, "ProductVersion" varchar(32) NOT NULL);
INSERT INTO "__EFMigrationsHistory" VALUES ('20261101120000_Initial', '10.0.14'), ('20261115103000_MsSsim', '10.0.14');
CREATE TABLE lab (name varchar(64) NOT NULL PRIMARY KEY, value varchar(64) NOT NULL);
INSERT INTO lab VALUES ('store-format', '1');
