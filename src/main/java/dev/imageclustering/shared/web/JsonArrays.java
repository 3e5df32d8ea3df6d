package dev.imageclustering.shared.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes arrays of any length: element by element, so that memory does not grow with them. */
@Component
public final class JsonArrays {

    /** Each of these answers holds a connection to the database until its client has read it all. */
    private static final int MOST_AT_ONCE = 5;

    private final JsonMapper json;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);

    JsonArrays(JsonMapper json) {
        this.json = json;
    }

    /**
     * Answers with an array of whatever the source, which reads from the database, hands to its consumer. Some clients
     * at a time are served, so that slow readers never keep everybody else from the database.
     */
    public <T> void write(HttpServletResponse response, Consumer<Consumer<T>> source) throws IOException {
        places.acquireUninterruptibly();
        try {
            writeElements(response, source);
        } finally {
            places.release();
        }
    }

    private <T> void writeElements(HttpServletResponse response, Consumer<Consumer<T>> source) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        SequenceWriter[] array = new SequenceWriter[1];
        try {
            // The first element comes before the first byte, so that a failing query is still answered as a problem.
            source.accept(element -> open(array, response).write(element));
            open(array, response).close();
        } catch (UncheckedIOException clientGone) {
            throw clientGone.getCause();
        }
    }

    private SequenceWriter open(SequenceWriter[] array, HttpServletResponse response) {
        if (array[0] == null) {
            try {
                array[0] = json.writer().writeValuesAsArray(response.getOutputStream());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return array[0];
    }

    /** Answers with one page, and a link to the next if the page is full. */
    public <T> void writePage(HttpServletResponse response, List<T> page, int limit, OptionalInt last)
            throws IOException {
        if (page.size() == limit && last.isPresent()) {
            linkNext(response, limit, last.getAsInt());
        }
        writeElements(response, page::forEach);
    }

    /** Links to the page behind the last id of this one. */
    public void linkNext(HttpServletResponse response, int limit, int last) {
        String next = ServletUriComponentsBuilder.fromCurrentRequestUri()
                .queryParam("limit", limit)
                .queryParam("after", last)
                .toUriString();
        response.addHeader(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
}
