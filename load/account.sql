-- The warehouse, and the account that fills and builds it. A superuser runs this once, after filling in the
-- password. CREATEROLE is for `enamel access apply`, which makes the roles of load/roles.yml; where the account may
-- not have it, leave the word out and have a superuser run what `enamel access show --sql` prints.
create role enamel_builder login createrole password 'CHANGE-THIS';
create database enamel owner enamel_builder encoding 'UTF8' template template0;

-- Nobody else makes anything in it. Who may read what: load/roles.yml.
revoke create, temporary on database enamel from public;

-- To take it back: drop database enamel; drop role enamel_builder;
