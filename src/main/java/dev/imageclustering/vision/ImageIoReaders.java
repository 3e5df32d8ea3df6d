package dev.imageclustering.vision;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The ImageIO reader for each format, chosen by name: which of several plug-ins for a format the registry would answer
 * with depends on what else is on the class path. Thread-safe; the readers it makes are not.
 */
final class ImageIoReaders {

    private final Map<PictureFormat, ImageReaderSpi> providers = new EnumMap<>(PictureFormat.class);

    ImageIoReaders() {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        providers.put(PictureFormat.JPEG, registered(registry, new JPEGImageReaderSpi()));
        providers.put(PictureFormat.TIFF, registered(registry, new TIFFImageReaderSpi()));
        providers.put(PictureFormat.PNG, fromJdk(registry, "png"));
        providers.put(PictureFormat.GIF, fromJdk(registry, "gif"));
        providers.put(PictureFormat.BMP, fromJdk(registry, "bmp"));
        providers.put(PictureFormat.JPEG_2000, fromClassPath("jpeg 2000"));
    }

    ImageReader create(PictureFormat format) throws IOException {
        ImageReaderSpi provider = providers.get(format);
        if (provider == null) {
            throw new IllegalArgumentException("format must be one that ImageIO decodes but was " + format);
        }
        return provider.createReaderInstance();
    }

    /** Registers a provider unless the scan of the class path has: this one finds its JDK delegate when registered. */
    private static ImageReaderSpi registered(IIORegistry registry, ImageReaderSpi provider) {
        ImageReaderSpi present = registry.getServiceProviderByClass(provider.getClass());
        if (present != null) {
            return present;
        }
        registry.registerServiceProvider(provider, ImageReaderSpi.class);
        return provider;
    }

    private static ImageReaderSpi fromJdk(IIORegistry registry, String formatName) {
        Iterator<ImageReaderSpi> all = registry.getServiceProviders(ImageReaderSpi.class, true);
        Iterable<ImageReaderSpi> providers = () -> all;
        return StreamSupport.stream(providers.spliterator(), false)
                .filter(provider -> provider.getClass().getModule() == ImageIO.class.getModule())
                .filter(provider -> reads(provider, formatName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This JDK has no reader for " + formatName));
    }

    private static ImageReaderSpi fromClassPath(String formatName) {
        return ServiceLoader.load(ImageReaderSpi.class, ImageIoReaders.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> reads(provider, formatName))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("No reader for %s on the class path".formatted(formatName)));
    }

    private static boolean reads(ImageReaderSpi provider, String formatName) {
        // A provider that has no delegate yet cannot answer; none of those is looked for here.
        return provider.getClass() != JPEGImageReaderSpi.class
                && Arrays.asList(provider.getFormatNames()).contains(formatName);
    }
}
