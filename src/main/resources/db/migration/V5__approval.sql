-- Rounds of approval, who is asked in them, and what they decided. The keys of approval_decision are the last line
-- behind the rules: an approver decides once, and a person counts once, also in two groups.

create table sluice.approval_round (
    id             uuid        primary key,
    subject_kind   text        not null check (subject_kind in ('change-request', 'deployment')),
    subject_id     text        not null,
    change_request text        not null,
    number         integer     not null check (number > 0),
    binds          text        not null,
    policy         jsonb       not null,
    excluded       text[]      not null,
    opened_at      timestamptz not null,
    unique (subject_kind, subject_id, number)
);

create index approval_round_change on sluice.approval_round (change_request, opened_at);

create table sluice.approval_approver (
    round    uuid    not null references sluice.approval_round (id),
    position integer not null,
    approver text    not null,
    primary key (round, approver)
);

create table sluice.approval_decision (
    round      uuid        not null,
    approver   text        not null,
    person     text        not null,
    approved   boolean     not null,
    reason     text        not null,
    decided_at timestamptz not null,
    primary key (round, approver),
    unique (round, person),
    foreign key (round, approver) references sluice.approval_approver (round, approver),
    check (approved or reason <> '')
);

-- Which Salesforce user belongs to which person; a name belongs to one person, whatever its case.
create table sluice.salesforce_name (
    name    text primary key,
    user_id text not null
);

create unique index salesforce_name_any_case on sluice.salesforce_name (lower(name));
create index salesforce_name_person on sluice.salesforce_name (user_id);
