package dev.signet.benchmark.load.suite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database in the suite's PostgreSQL, with a login of its own or a service's. */
public record ScratchDatabase(int port, String name, String login, String password) {
    /** Makes an empty database, in place of one of the same name. */
    public static ScratchDatabase make(RunningSuite suite, String name) {
        String password = suite.password("postgres");
        ScratchDatabase made = new ScratchDatabase(suite.port("postgres"), name, "postgres", password);
        new ScratchDatabase(suite.port("postgres"), "postgres", "postgres", password)
                .execute("drop database if exists " + name + " with (force)", "create database " + name);
        return made;
    }

    /** The database of a service. */
    public static ScratchDatabase of(RunningSuite suite, String service) {
        String name = "signet_" + service.replace('-', '_');
        return new ScratchDatabase(suite.port("postgres"), name, name, suite.password(name));
    }

    /** Runs statements, each in a transaction of its own. */
    public void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), login, password);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused a statement of the benchmarks: " + e.getMessage(), e);
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    public String reactiveUrl() {
        return "postgresql://127.0.0.1:" + port + "/" + name;
    }

    @Override
    public String toString() {
        return "ScratchDatabase[" + name + "]";
    }
}
