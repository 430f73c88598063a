-- Change requests, the revisions of their scope, and the approvers named on top of the policy.

create sequence sluice.change_request_number;

create table sluice.change_request (
    number            text        primary key,
    global_id         uuid        not null unique,
    name              text        not null check (name <> ''),
    type              text        not null check (type in ('Minor', 'Standard', 'Major', 'Emergency')),
    overview          text        not null check (overview <> ''),
    requester         text        not null,
    status            text        not null check (status in
        ('In Progress', 'Pending Approval', 'Approved', 'Rejected', 'Completed', 'Cancelled')),
    status_reason     text,
    revision          integer     not null default 0 check (revision >= 0),
    approved_revision integer     check (approved_revision between 1 and revision),
    process_instance  text,
    sandbox           text,
    created_at        timestamptz not null,
    updated_at        timestamptz not null
);

create index change_request_status on sluice.change_request (status, created_at);
create index change_request_requester on sluice.change_request (requester, created_at);

create table sluice.scope_item (
    change_request text    not null references sluice.change_request (number),
    revision       integer not null check (revision > 0),
    type           text    not null,
    full_name      text    not null,
    origin         text    not null check (origin in ('existing', 'proposed')),
    primary key (change_request, revision, type, full_name)
);

create table sluice.additional_approver (
    change_request text    not null references sluice.change_request (number),
    revision       integer not null check (revision > 0),
    position       integer not null,
    person         text    not null,
    primary key (change_request, revision, person)
);
