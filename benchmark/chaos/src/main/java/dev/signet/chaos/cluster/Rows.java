package dev.signet.chaos.cluster;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What stands in a service's database. */
final class Rows {
    private Rows() {}

    static long number(String database, String query) throws SQLException {
        return Long.parseLong(texts(database, query).getFirst());
    }

    /** The first column. */
    static List<String> texts(String database, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
