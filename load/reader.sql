-- A read-only account for a program that asks in SQL (Power BI, Excel, Metabase, a notebook): one account a program or
-- person, so that each can be taken back alone. The warehouse's owner runs this after `enamel access apply`.
-- enamel_analyst sees every number and nobody's name. enamel_manager sees names too; enamel_provider and
-- enamel_hygienist are for the API alone (load/README.md says why).
create role reader_power_bi login password 'CHANGE-THIS' in role enamel_analyst;

-- Only reading, never for long, and tables of `marts` without their schema's name.
alter role reader_power_bi set default_transaction_read_only = on;
alter role reader_power_bi set statement_timeout = '5min';
alter role reader_power_bi set search_path = marts;

-- To take it back: drop role reader_power_bi;
