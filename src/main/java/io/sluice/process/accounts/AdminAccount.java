package io.sluice.process.accounts;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** The first administrator, from {@code SLUICE_ADMIN_ID} and {@code SLUICE_ADMIN_PASSWORD}. */
@ConfigurationProperties("sluice.admin")
record AdminAccount(String id, String password) {

    @Override
    public String toString() {
        return "AdminAccount[id=" + id + "]";
    }
}
