-- Change requests that belong together: a parent, and releases, which roll up the scopes of their children.
alter table sluice.change_request
    add column parent  text references sluice.change_request (number) check (parent <> number),
    add column release boolean not null default false;

create index change_request_parent on sluice.change_request (parent) where parent is not null;

-- Which children an item of a release's scope comes from.
create table sluice.rolled_up_item (
    change_request text    not null,
    revision       integer not null,
    type           text    not null,
    full_name      text    not null,
    child          text    not null references sluice.change_request (number),
    primary key (change_request, revision, type, full_name, child),
    foreign key (change_request, revision, type, full_name)
        references sluice.scope_item (change_request, revision, type, full_name)
);
