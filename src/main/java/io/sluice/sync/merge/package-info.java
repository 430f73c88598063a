/** The three-way merge of a change request's copies: no database, no org, no clock. */
@NullMarked
package io.sluice.sync.merge;

import org.jspecify.annotations.NullMarked;
