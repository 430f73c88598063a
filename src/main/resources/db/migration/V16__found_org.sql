-- The other org that a connection test found, for an administrator to confirm. It counts while the environment's revision is
-- the one that the test left: whatever changes credentials or address makes another.
alter table sluice.environment
    add column found_org_id   text,
    add column found_revision uuid;
