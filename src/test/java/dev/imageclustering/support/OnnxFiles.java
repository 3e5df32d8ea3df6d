package dev.imageclustering.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Tiny ONNX models, encoded by hand (the wire format of Protocol Buffers). */
public final class OnnxFiles {

    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int INTS = 7;

    private OnnxFiles() {}

    /** A model with the one input {@code x} of that shape and the one output {@code y}, the operation's result. */
    public static byte[] of(String operation, int... shape) {
        return of(operation, new byte[0], shape);
    }

    private static byte[] of(String operation, byte[] attributes, int... shape) {
        byte[] node = message()
                .text(1, "x")
                .text(2, "y")
                .text(4, operation)
                .raw(attributes)
                .bytes();
        byte[] graph = message()
                .part(1, node)
                .text(2, "tiny")
                .part(11, value("x", shape))
                .part(12, value("y"))
                .bytes();
        byte[] operators = message().number(2, 13).bytes();
        return message().number(1, 8).part(7, graph).part(8, operators).bytes();
    }

    /** An operation, such as {@code ReduceMean}, over some axes, which are left out of the result; an axis of -1 is open. */
    public static byte[] reduced(String operation, int[] axes, int... shape) {
        Message list = message().text(1, "axes").number(20, INTS);
        for (int axis : axes) {
            list.number(8, axis);
        }
        Message keep = message().text(1, "keepdims").number(3, 0).number(20, INT);
        return of(
                operation, message().part(5, list.bytes()).part(5, keep.bytes()).bytes(), shape);
    }

    /** The mean of all that goes in. */
    public static byte[] mean(int... shape) {
        return of("ReduceMean", shape);
    }

    private static byte[] value(String name, int... shape) {
        Message dimensions = message();
        for (int size : shape) {
            Message axis = size < 0 ? message().text(2, "n") : message().number(1, size);
            dimensions.part(1, axis.bytes());
        }
        Message tensor = message().number(1, FLOAT);
        if (shape.length > 0) {
            tensor.part(2, dimensions.bytes());
        }
        byte[] type = message().part(1, tensor.bytes()).bytes();
        return message().text(1, name).part(2, type).bytes();
    }

    private static Message message() {
        return new Message();
    }

    private static final class Message {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String text) {
            return part(field, text.getBytes(UTF_8));
        }

        Message part(int field, byte[] content) {
            varint((long) field << 3 | 2);
            varint(content.length);
            bytes.writeBytes(content);
            return this;
        }

        Message raw(byte[] fields) {
            bytes.writeBytes(fields);
            return this;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while (rest > 127) {
                bytes.write((int) (rest & 127 | 128));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }
    }
}
