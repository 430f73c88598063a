-- What Sluice last wrote to, or took from, the record of a change request in an environment.
-- first_pushed_at is the mark for "what changed since the push": by the org's own clock.

create table sluice.sync_state (
    change_request   text        not null,
    environment      text        not null,
    revision         integer     not null,
    scope            text        not null,
    status_written   text        not null,
    approval_written text        not null,
    status_ignored   text,
    approval_ignored text,
    first_pushed_at  timestamptz not null,
    pushed_at        timestamptz not null,
    primary key (change_request, environment)
);
