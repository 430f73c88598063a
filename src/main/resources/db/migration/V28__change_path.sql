-- The targets that a change request goes to, one after the other. A hop names its deployment record once it is opened.
create table sluice.change_path (
    change_number text    not null,
    position      integer not null check (position > 0),
    target        text    not null,
    deployment    text    references sluice.deployment (id),
    primary key (change_number, position),
    unique (change_number, target)
);

-- Before, a change request had one target: that of its newest record that is not cancelled.
insert into sluice.change_path (change_number, position, target, deployment)
select distinct on (change_number) change_number, 1, target, id
from sluice.deployment
where status <> 'CANCELLED'
order by change_number, created_at desc, id desc;
