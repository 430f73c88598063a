package io.sluice.web;

import java.util.List;

/**
 * How far an environment is prepared.
 *
 * @param running the open remote jobs, normally at most one
 * @param attempts every try with its log, oldest first
 */
record PreparationView(List<ChangeView.Job> running, List<ChangeView.Try> attempts) {}
