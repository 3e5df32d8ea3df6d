package dev.imageclustering.image;

import dev.imageclustering.vision.PictureLimits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImageConfiguration {

    @Bean
    PictureLimits pictureLimits(UploadProperties properties) {
        return new PictureLimits(
                properties.maxPixels(), PictureLimits.DEFAULT.maxSide(), PictureLimits.DEFAULT.maxScans());
    }
}
