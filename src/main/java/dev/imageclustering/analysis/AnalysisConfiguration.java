package dev.imageclustering.analysis;

import dev.imageclustering.shared.CpuPool;
import dev.imageclustering.vision.DecoderProcesses;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.PictureLimits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AnalysisConfiguration {

    @Bean
    PictureEngine pictureEngine(PictureLimits limits, DecoderProperties properties, CpuPool cpu) {
        return switch (properties.decoder()) {
            case IN_PROCESS -> new PictureEngine(limits);
            case CHILD -> new PictureEngine(limits, DecoderProcesses.of(cpu.threads(), properties.decoderTimeout()));
        };
    }

    @Bean
    ExifReader exifReader() {
        return new ExifReader();
    }
}
