create table mailbox_mail (
    message_id text not null constraint mailbox_mail_pk primary key,
    destination text not null,
    subject text not null,
    sealed_body text not null,
    sent_at timestamptz not null
);

create index mailbox_mail_sent_ix on mailbox_mail (sent_at desc);

-- Mails that left by SMTP, so that a message that Kafka delivers twice is sent once.
create table sent_mail (
    message_id text not null constraint sent_mail_pk primary key,
    sent_at timestamptz not null
);

create index sent_mail_sent_ix on sent_mail (sent_at);
