package io.sluice.web;

import java.util.List;

/**
 * One page of the list of change requests.
 *
 * @param page counts from 1
 * @param pages at least 1
 * @param total how many the filter lets through
 */
record ChangeList(int page, int pages, int total, List<ChangeRow> changes) {}
