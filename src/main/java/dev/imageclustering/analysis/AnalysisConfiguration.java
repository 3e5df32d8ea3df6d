package dev.imageclustering.analysis;

import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.PictureLimits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AnalysisConfiguration {

    @Bean
    PictureEngine pictureEngine(PictureLimits limits) {
        return new PictureEngine(limits);
    }

    @Bean
    ExifReader exifReader() {
        return new ExifReader();
    }
}
