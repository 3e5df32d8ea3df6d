package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What a decoder's process and the one that started it say to each other: a request is the path of a file, how to turn
 * its picture and how large to make it; the answer is the picture, or why there is none.
 */
// Both ends are of one program: the numbers of its enums agree.
@SuppressWarnings("EnumOrdinal")
final class DecoderExchange {

    // Told before every answer: a library that prints something must not pass for a picture.
    private static final int MARK = 0x1C0DEC01;
    private static final int PICTURE = 1;
    private static final int UNREADABLE = 2;
    private static final int FAILED = 3;
    private static final List<PictureFormat> FORMATS = List.of(PictureFormat.values());
    private static final List<Code> CODES = List.of(Code.values());

    /** What is asked for. */
    record Request(Path file, Orientation orientation, int longSide) {}

    private DecoderExchange() {}

    /** Says that requests can come: the libraries are loaded. */
    static void ready(DataOutputStream out) throws IOException {
        out.writeInt(MARK);
        out.flush();
    }

    /** Waits for {@link #ready}. */
    static void awaitReady(DataInputStream in) throws IOException {
        if (in.readInt() != MARK) {
            throw new IOException("Something else than a decoder answers");
        }
    }

    static void ask(DataOutputStream out, Request request) throws IOException {
        out.writeUTF(request.file().toString());
        out.writeByte(request.orientation().ordinal());
        out.writeInt(request.longSide());
        out.flush();
    }

    static Request request(DataInputStream in) throws IOException {
        return new Request(Path.of(in.readUTF()), Orientation.values()[in.readByte()], in.readInt());
    }

    static void answer(DataOutputStream out, UprightPicture picture) throws IOException {
        out.writeInt(MARK);
        out.writeByte(PICTURE);
        out.writeByte(picture.header().format().ordinal());
        out.writeInt(picture.header().width());
        out.writeInt(picture.header().height());
        out.writeInt(picture.displayedWidth());
        out.writeInt(picture.displayedHeight());
        out.writeBoolean(picture.truncated());
        Mat bgr = picture.bgr();
        out.writeInt(bgr.cols());
        out.writeInt(bgr.rows());
        byte[] row = new byte[3 * bgr.cols()];
        for (int y = 0; y < bgr.rows(); y++) {
            bgr.ptr(y).get(row);
            out.write(row);
        }
        out.flush();
    }

    static void answer(DataOutputStream out, UnreadablePicture refused) throws IOException {
        out.writeInt(MARK);
        out.writeByte(UNREADABLE);
        out.writeByte(refused.code().ordinal());
        out.writeUTF(text(refused));
        out.flush();
    }

    static void answer(DataOutputStream out, IOException failure) throws IOException {
        out.writeInt(MARK);
        out.writeByte(FAILED);
        out.writeUTF(text(failure));
        out.flush();
    }

    /**
     * Reads an answer.
     *
     * @throws EOFException if the other side has ended, or says what is no answer
     * @throws FileFailed if it could not read the file
     */
    static UprightPicture picture(DataInputStream in, int longSide) throws IOException, UnreadablePicture, FileFailed {
        if (in.readInt() != MARK) {
            throw new EOFException("The decoder's process gave no answer");
        }
        return switch (in.readByte()) {
            case PICTURE -> readPicture(in, longSide);
            case UNREADABLE -> throw new UnreadablePicture(element(CODES, in.readByte()), in.readUTF());
            case FAILED -> throw new FileFailed(in.readUTF());
            default -> throw new EOFException("The decoder's process gave no answer");
        };
    }

    /** The file could not be read from the disk. */
    static final class FileFailed extends Exception {

        private static final long serialVersionUID = 1L;

        FileFailed(String message) {
            super(message);
        }
    }

    private static UprightPicture readPicture(DataInputStream in, int longSide) throws IOException {
        PictureHeader header = new PictureHeader(element(FORMATS, in.readByte()), in.readInt(), in.readInt());
        int displayedWidth = in.readInt();
        int displayedHeight = in.readInt();
        boolean truncated = in.readBoolean();
        int columns = in.readInt();
        int rows = in.readInt();
        if (columns < 1 || rows < 1 || Math.max(columns, rows) > longSide) {
            throw new EOFException("The decoder's process gave a picture of another size");
        }
        byte[] pixels = in.readNBytes(3 * columns * rows);
        if (pixels.length < 3 * columns * rows) {
            throw new EOFException("The decoder's process ended within its answer");
        }
        Mat bgr = new Mat(rows, columns, CV_8UC3);
        bgr.data().put(pixels);
        return new UprightPicture(header, displayedWidth, displayedHeight, bgr, truncated);
    }

    private static <T> T element(List<T> list, int index) throws EOFException {
        if (index < 0 || index >= list.size()) {
            throw new EOFException("The decoder's process gave no answer");
        }
        return list.get(index);
    }

    private static String text(Exception failure) {
        return String.valueOf(failure.getMessage());
    }
}
