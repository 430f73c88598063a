/** Accounts, groups and what each group may do in the engine; guards that hold for every process. */
@NullMarked
package io.sluice.process.accounts;

import org.jspecify.annotations.NullMarked;
