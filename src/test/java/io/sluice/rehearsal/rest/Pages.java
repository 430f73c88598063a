package io.sluice.rehearsal.rest;

import io.sluice.rehearsal.records.RecordProblem;
import io.sluice.rehearsal.records.Soql;
import io.sluice.rehearsal.state.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hands a long query result out page by page. The rows are those of the moment of the query; ten results are kept. */
final class Pages {
    private static final Pattern BATCH = Pattern.compile("(?i)batchSize\\s*=\\s*(\\d{1,6})");
    private static final int KEPT = 10;

    private final Map<String, Open> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Open> eldest) {
            return size() > KEPT;
        }
    };
    private long last;

    private record Open(List<Map<String, Object>> rows, int total, int size) {}

    /** The page size that the header {@code Sforce-Query-Options} asks for, in Salesforce's bounds. */
    static int size(String header) {
        Matcher batch = BATCH.matcher(header);
        return batch.find() ? Math.max(200, Math.min(2000, Integer.parseInt(batch.group(1)))) : 2000;
    }

    /** The first page. */
    synchronized Map<String, Object> first(Soql.Result result, int size, String address) {
        Open rows = new Open(result.records(), result.totalSize(), size);
        if (rows.rows().size() <= size) {
            return page(rows, 0, "", address);
        }
        String cursor = Ids.of("01g", ++last);
        open.put(cursor, rows);
        return page(rows, 0, cursor, address);
    }

    /** The page that a locator such as {@code 01g...-2000} names. */
    synchronized Map<String, Object> next(String locator, String address) throws RecordProblem {
        int dash = locator.lastIndexOf('-');
        Open rows = dash < 0 ? null : open.get(locator.substring(0, dash));
        String from = locator.substring(dash + 1);
        if (rows == null
                || !from.matches("\\d{1,9}")
                || Integer.parseInt(from) >= rows.rows().size()) {
            throw new RecordProblem(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        return page(rows, Integer.parseInt(from), locator.substring(0, dash), address);
    }

    private static Map<String, Object> page(Open rows, int from, String cursor, String address) {
        int to = Math.min(rows.rows().size(), from + rows.size());
        boolean done = to == rows.rows().size();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("totalSize", rows.total());
        out.put("done", done);
        if (!done) {
            out.put("nextRecordsUrl", address + cursor + "-" + to);
        }
        out.put("records", rows.rows().subList(from, to));
        return out;
    }
}
