package dev.imageclustering.vision;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.concurrent.CompletableFuture;

/** The one environment of ONNX Runtime, made when a model is first loaded. */
final class OnnxEnvironment {

    private static final long STACK_BYTES = 64L << 20;

    private OnnxEnvironment() {}

    private static final class Holder {
        static final OrtEnvironment SHARED = made();
    }

    static OrtEnvironment shared() {
        return Holder.SHARED;
    }

    // Seen with version 1.29: in a process with a class path of some thousand characters its start overflows the stack
    // of
    // an ordinary thread, which ends the process without a word.
    private static OrtEnvironment made() {
        CompletableFuture<OrtEnvironment> made = new CompletableFuture<>();
        Thread maker = new Thread(
                null,
                () -> {
                    try {
                        OrtEnvironment environment = OrtEnvironment.getEnvironment();
                        environment.setTelemetry(false);
                        made.complete(environment);
                    } catch (OrtException | LinkageError failure) {
                        made.completeExceptionally(failure);
                    }
                },
                "onnx-start",
                STACK_BYTES);
        maker.start();
        return made.join();
    }
}
