-- The account Enamel reads Open Dental with: it may SELECT in that one database and do nothing else.
-- An administrator of the server runs this once, after filling in three things:
--   the password;
--   `opendental`, if the database is called otherwise;
--   '%', the machine Enamel runs on ('10.0.0.%' is a network; '%' is any machine).
create user if not exists 'enamel_reader'@'%' identified by 'CHANGE-THIS';
grant select on `opendental`.* to 'enamel_reader'@'%';

-- Where the server offers TLS, let nobody in without it:
-- alter user 'enamel_reader'@'%' require ssl;

-- What it may do now. Two lines: USAGE on *.*, SELECT on the database.
show grants for 'enamel_reader'@'%';

-- To take it back: drop user 'enamel_reader'@'%';
