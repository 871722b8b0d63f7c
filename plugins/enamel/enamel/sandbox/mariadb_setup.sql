create database if not exists opendental;
create user if not exists enamel@'%';
alter user enamel@'%' identified by '{password}';
grant all privileges on *.* to enamel@'%' with grant option;
