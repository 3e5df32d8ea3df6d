package dev.imageclustering.grouping;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Bytes for a column of the database: a version, and what was written, deflated. */
final class CompressedBytes {

    private static final int VERSION = 1;

    private CompressedBytes() {}

    /** Writes the content of some bytes. */
    @FunctionalInterface
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    /** Reads what a {@link Writer} wrote. */
    @FunctionalInterface
    interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    static byte[] write(Writer content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(VERSION);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            content.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static <T> T read(byte[] bytes, Reader<T> content) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new IllegalStateException("Written by another version of this program");
        }
        ByteArrayInputStream deflated = new ByteArrayInputStream(bytes, 1, bytes.length - 1);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new InflaterInputStream(deflated)))) {
            return content.read(in);
        } catch (IOException broken) {
            throw new UncheckedIOException("The stored bytes cannot be read", broken);
        }
    }
}
