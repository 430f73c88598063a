-- The items of a change request are records in each org, and a pull is a three-way merge.

-- base: what both sides agreed on last; begun: a push that began to write and whose end is not known; org_id: the org
-- that was pushed to; revision_mark: the org's newest source revision at the first push; look: how the org's copy
-- compared when it was looked at last. A row from before has the text "scope" instead of a base.
alter table sluice.sync_state
    alter column scope drop not null,
    alter column first_pushed_at drop not null,
    alter column pushed_at drop not null,
    add column base          text,
    add column begun         text,
    add column org_id        text,
    add column revision_mark bigint,
    add column look          text,
    add column look_words    text,
    add column looked_at     timestamptz;

-- Identity and note of the items of a change request, as Sluice says them now.
create table sluice.sync_item (
    change_request text not null,
    global_id      uuid not null,
    type           text not null,
    full_name      text not null,
    note           text not null,
    primary key (change_request, global_id)
);

-- Where both sides changed the same thing differently; gone when the sync went on.
create table sluice.sync_conflict (
    change_request text        not null,
    environment    text        not null,
    item           text        not null,
    field          text        not null,
    subject        text        not null,
    base           text,
    ours           text,
    theirs         text,
    ours_by        text        not null,
    ours_at        timestamptz,
    theirs_by      text        not null,
    theirs_at      timestamptz,
    decision       text check (decision in ('ours', 'theirs')),
    decided_by     text,
    primary key (change_request, environment, item, field)
);

-- Every sync leaves a row.
create table sluice.sync_record (
    id             bigint generated always as identity primary key,
    change_request text        not null,
    environment    text        not null,
    direction      text        not null check (direction in ('push', 'pull')),
    revision       integer     not null,
    result         text        not null,
    words          text        not null,
    differences    text        not null,
    actor          text        not null,
    at             timestamptz not null
);

create index sync_record_change on sluice.sync_record (change_request, id);
