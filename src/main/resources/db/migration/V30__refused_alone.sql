-- How many units an org has refused alone, so that one that refuses everything is not asked for all of them one by one.
alter table sluice.compare_run add column refused_alone integer not null default 0;
