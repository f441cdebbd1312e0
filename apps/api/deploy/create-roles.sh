#!/bin/sh
# 首次启动时在 postgres 容器中建立角色和数据库。Makes the roles and the database when the postgres container starts the first time.
set -eu
psql --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres \
  --set=owner_password="$GUICHENG_OWNER_PASSWORD" --set=app_password="$GUICHENG_APP_PASSWORD" \
  --set=auditor_password="$GUICHENG_AUDITOR_PASSWORD" --set=backup_password="$GUICHENG_BACKUP_PASSWORD" <<'SQL'
create role guicheng_publisher nologin;
create role guicheng_owner login password :'owner_password';
create role guicheng_app login password :'app_password';
create role guicheng_auditor login password :'auditor_password';
create role guicheng_backup login password :'backup_password';
grant guicheng_publisher to guicheng_owner, guicheng_app with inherit false, set true;
create database guicheng owner guicheng_owner template template0 encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C';
revoke all on database guicheng from public;
grant connect on database guicheng to guicheng_app, guicheng_auditor, guicheng_backup;
SQL
