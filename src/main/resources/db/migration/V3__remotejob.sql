-- Remote jobs: whatever waits for an org's asynchronous answer, from the request to the told result.
create table sluice.remote_job (
    id                  uuid        primary key,
    position            bigint      generated always as identity unique,
    kind                text        not null,
    owner               text        not null,
    attempt             integer     not null check (attempt >= 1),
    change_request      text,
    environment         text        not null,
    process_instance    text,
    requested_by        text        not null,
    requested_at        timestamptz not null,
    exclusive           boolean     not null,
    changes_org         boolean     not null,
    state               text        not null check (state in
        ('REQUESTED', 'CHECKING', 'SENDING', 'RUNNING', 'ENDED', 'DELIVERED', 'WITHDRAWN')),
    input               jsonb       not null,
    check_id            text,
    mark                jsonb       not null default '{}',
    remote_id           text,
    sent_at             timestamptz,
    progress_status     text        not null default '',
    components_done     integer     not null default 0,
    components_total    integer     not null default 0,
    tests_done          integer     not null default 0,
    tests_total         integer     not null default 0,
    errors              integer     not null default 0,
    failures            integer     not null default 0,
    problem             text,
    stopped             boolean     not null default false,
    abandoned           boolean     not null default false,
    cancel_requested_at timestamptz,
    cancel_asked        boolean     not null default false,
    outcome_code        text,
    outcome_message     text,
    ended_at            timestamptz,
    due_at              timestamptz not null,
    lease_owner         text,
    lease_until         timestamptz,
    fence               bigint      not null default 0,
    unique (kind, owner, attempt),
    check (state <> 'RUNNING' or remote_id is not null),
    check (state not in ('ENDED', 'DELIVERED') or outcome_message is not null)
);

comment on column sluice.remote_job.fence is 'Raised by each claim; a write is refused unless it carries the newest';

-- A process instance waits for one job at a time.
create unique index remote_job_awaited on sluice.remote_job (process_instance)
    where process_instance is not null and state not in ('DELIVERED', 'WITHDRAWN');

-- An environment does one exclusive job at a time, whatever the dispatchers believe.
create unique index remote_job_exclusive on sluice.remote_job (environment)
    where exclusive and state in ('CHECKING', 'SENDING', 'RUNNING');

create index remote_job_due on sluice.remote_job (due_at) where state not in ('DELIVERED', 'WITHDRAWN');
create index remote_job_of_change on sluice.remote_job (change_request, position);
