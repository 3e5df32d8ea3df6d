package dev.imageclustering.migration;

import java.util.regex.Pattern;
import liquibase.ui.LoggerUIService;

/** Takes what Liquibase would print, the messages of the database among it, to the journal. */
final class RevisionNotices extends LoggerUIService {

    /** The driver puts the level before the message, and the place in the procedure on lines after it. */
    private static final Pattern MESSAGE = Pattern.compile("(?:[A-Z]+: +)?(.*)(?s:.*)");

    private final RevisionJournal journal;

    RevisionNotices(RevisionJournal journal) {
        this.journal = journal;
    }

    @Override
    public void sendMessage(String message) {
        journal.note(MESSAGE.matcher(message).replaceFirst("$1"));
    }
}
