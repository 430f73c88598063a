package io.sluice.rehearsal.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Carries out the faults of requests that answer in the org's place. */
public final class RequestFaults {
    private RequestFaults() {}

    /** True when the request is over with that fault; otherwise it goes on, perhaps to an answer that gets lost. */
    public static boolean meets(Call call, RequestFault.Kind fault) throws IOException {
        switch (fault) {
            case DROP_BEFORE -> call.drop();
            case BAD_GATEWAY -> call.html(502, page("502 Bad Gateway", "The proxy got no valid answer."));
            case UNAVAILABLE -> call.html(503, page("Service Unavailable", "Down for maintenance"));
            case TOTAL_REQUESTS -> refuse(call, 403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
            case CONCURRENT_REQUESTS ->
                refuse(
                        call,
                        403,
                        "REQUEST_LIMIT_EXCEEDED",
                        "ConcurrentRequests (Concurrent API Requests) Limit exceeded.");
            case LOCK_ROW ->
                refuse(call, 400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record");
            case CROSS_REFERENCE -> refuse(call, 404, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
            case SERVLET_STATE -> refuse(call, 500, "UNKNOWN_EXCEPTION", "Unexpected internal servlet state");
            case SERVER_UNAVAILABLE -> refuse(call, 503, "SERVER_UNAVAILABLE", "Server is unavailable");
            case DROP_AFTER -> {
                call.loseAnswer();
                return false;
            }
            case SILENT_AFTER -> {
                call.withholdAnswer();
                return false;
            }
            case SESSION_EXPIRED -> {
                return false;
            }
        }
        return true;
    }

    private static String page(String title, String words) {
        return "<html><head><title>" + title + "</title></head><body><h1>" + words + "</h1></body></html>";
    }

    private static void refuse(Call call, int status, String code, String words) throws IOException {
        if (!call.path().startsWith("/services/Soap/")) {
            call.error(status, code, words);
            return;
        }
        String space = call.path().startsWith("/services/Soap/m/")
                ? "http://soap.sforce.com/2006/04/metadata"
                : "urn:fault.partner.soap.sforce.com";
        call.reply(
                500,
                "text/xml;charset=UTF-8",
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:sf=\"" + space
                                + "\"><soapenv:Body><soapenv:Fault><faultcode>sf:" + code + "</faultcode><faultstring>"
                                + code + ": " + words
                                + "</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
