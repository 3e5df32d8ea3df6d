package dev.imageclustering.vision;

import dev.imageclustering.vision.DecoderExchange.Request;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.bytedeco.javacpp.PointerScope;

/**
 * A process that decodes pictures for the one that started it, one after the other, and ends with it. What a hostile
 * file does to a native library it does here.
 *
 * <p>Arguments: the three limits of {@link PictureLimits}.
 */
public final class DecoderMain {

    private static final int BUFFER = 1 << 16;

    private final PictureReading reading;
    private final DataInputStream requests;
    private final DataOutputStream answers;

    private DecoderMain(PictureReading reading, DataInputStream requests, DataOutputStream answers) {
        this.reading = reading;
        this.requests = requests;
        this.answers = answers;
    }

    /** Answers requests on the standard streams until these end. */
    public static void main(String[] arguments) throws IOException {
        // In the middle of a decode that never ends nobody reads the standard input.
        ProcessHandle.current().parent().ifPresent(parent -> {
            var _ = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0));
        });
        DataOutputStream answers =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER));
        System.setOut(System.err);
        PictureLimits limits = new PictureLimits(
                Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        DataInputStream requests = new DataInputStream(new BufferedInputStream(System.in));
        // Nothing else is in this heap, and one picture is decoded at a time.
        PictureReading reading = new ReadingHere(limits, Runtime.getRuntime().maxMemory() / 4 * 3);
        DecoderExchange.ready(answers);
        new DecoderMain(reading, requests, answers).run();
    }

    private void run() throws IOException {
        while (true) {
            Request request;
            try {
                request = DecoderExchange.request(requests);
            } catch (EOFException done) {
                return;
            }
            answer(request);
        }
    }

    private void answer(Request request) throws IOException {
        try (PointerScope _ = new PointerScope()) {
            UprightPicture picture;
            try {
                picture = reading.read(request.file(), request.orientation(), request.longSide());
            } catch (UnreadablePicture refused) {
                DecoderExchange.answer(answers, refused);
                return;
            } catch (IOException failure) {
                DecoderExchange.answer(answers, failure);
                return;
            }
            DecoderExchange.answer(answers, picture);
        }
    }
}
