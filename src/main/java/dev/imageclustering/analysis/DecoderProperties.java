package dev.imageclustering.analysis;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where pictures are decoded.
 *
 * @param decoder {@code child}, in processes apart from the service, which a file that breaks a decoder cannot bring
 *     down, or {@code in-process}, which takes less memory
 * @param decoderTimeout how long decoding one picture may compute, and five times that until it is done on a busy machine;
 *     only a decoder in a process of its own can be stopped
 */
@ConfigurationProperties("image-clustering")
public record DecoderProperties(
        @DefaultValue("child") Place decoder,
        @DefaultValue("60s") Duration decoderTimeout) {

    /** The process that decodes. */
    public enum Place {
        /** The service's own. */
        IN_PROCESS,
        /** One apart from the service's. */
        CHILD
    }
}
