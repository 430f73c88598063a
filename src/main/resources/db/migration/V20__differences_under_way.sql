-- What differs inside items of a comparison under way. Its sets stay where a comparison is given up: they are evidence of
-- nothing then, and nobody is led to them.
create unlogged table sluice.compare_item_differences (
    job            uuid    not null,
    type           text    not null collate "C",
    full_name      text    not null collate "C",
    difference_set uuid    not null,
    rights         boolean not null,
    primary key (job, type, full_name)
);
