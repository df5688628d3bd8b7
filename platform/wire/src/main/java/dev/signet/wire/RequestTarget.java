package dev.signet.wire;

/**
 * What a request asks for, as it was sent.
 *
 * @param rawPath the path, still percent-encoded
 * @param rawQuery the query without its question mark, empty when there is none
 */
public record RequestTarget(String rawPath, String rawQuery) {
    /** Reads the target of a request line; of one that is a whole URI, only path and query count. */
    public static RequestTarget of(String uri) {
        String target = uri.startsWith("/") ? uri : fromPath(uri);
        int question = target.indexOf('?');
        return question < 0
                ? new RequestTarget(target, "")
                : new RequestTarget(target.substring(0, question), target.substring(question + 1));
    }

    private static String fromPath(String uri) {
        int scheme = uri.indexOf("://");
        int path = scheme < 0 ? -1 : uri.indexOf('/', scheme + 3);
        return path < 0 ? "/" : uri.substring(path);
    }
}
