package dev.signet.events;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Something that events are about, in tests. */
@Entity
public class Account {
    @Id
    public String id;

    public long balance;

    public static Account named(String id) {
        var account = new Account();
        account.id = id;
        return account;
    }
}
