package dev.imageclustering.analysis;

import dev.imageclustering.shared.InvalidRequest;
import dev.imageclustering.vision.QualityScorer;
import dev.imageclustering.vision.TechnicalQuality;
import dev.imageclustering.vision.UnusableModel;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What computes each quality metric, as far as this service is set up for it. */
@Component
public class QualityMetrics {

    private final Map<QualityMetric, QualityScorer> scorers = new EnumMap<>(QualityMetric.class);

    /** Loads the models, so that a wrong one stops the start instead of the first request. */
    QualityMetrics(QualityProperties properties) {
        scorers.put(QualityMetric.PIQE, QualityScorer.piqe());
        scorers.put(QualityMetric.BRISQUE, QualityScorer.brisque());
        scorers.put(QualityMetric.NIQE, QualityScorer.niqe());
        load(QualityMetric.MUSIQ, properties.musiqModel());
        load(QualityMetric.CLIPIQA_PLUS, properties.clipiqaPlusModel());
        load(QualityMetric.CNNIQA, properties.cnniqaModel());
        load(QualityMetric.LIQE, properties.liqeModel());
    }

    private void load(QualityMetric metric, @Nullable Path model) {
        if (model == null || model.toString().isEmpty()) {
            return;
        }
        try {
            scorers.put(metric, QualityScorer.onnx(metric.label(), model));
        } catch (UnusableModel unusable) {
            throw new IllegalStateException(
                    "image-clustering.quality.%s does not name a usable model: %s"
                            .formatted(property(metric), unusable.getMessage()),
                    unusable);
        }
    }

    public boolean higherIsBetter(QualityMetric metric) {
        QualityScorer scorer = scorers.get(metric);
        return scorer == null ? metric.higherIsBetter() : scorer.higherIsBetter();
    }

    /** Returns the name and version of what computes a metric: scores of another are out of date. */
    String version(QualityMetric metric) {
        return metric == QualityMetric.TECHNICAL
                ? TechnicalQuality.VERSION
                : scorer(metric).version();
    }

    /** Throws {@link InvalidRequest}, which says how to set it up, unless the metric can be computed. */
    public void require(QualityMetric metric) {
        if (metric != QualityMetric.TECHNICAL) {
            scorer(metric);
        }
    }

    QualityScorer scorer(QualityMetric metric) {
        QualityScorer scorer = scorers.get(metric);
        if (scorer == null) {
            String property = property(metric);
            throw new InvalidRequest(
                    "metric",
                    "The quality metric '%s' needs a model, which this service is not set up with: name an ONNX file by the"
                                    .formatted(metric.label())
                            + " property image-clustering.quality.%s or the environment variable IMAGECLUSTERING_QUALITY_%s."
                                    .formatted(
                                            property, property.replace("-", "").toUpperCase(Locale.ROOT)));
        }
        return scorer;
    }

    private static String property(QualityMetric metric) {
        return switch (metric) {
            case MUSIQ -> "musiq-model";
            case CLIPIQA_PLUS -> "clipiqa-plus-model";
            case CNNIQA -> "cnniqa-model";
            case LIQE -> "liqe-model";
            case TECHNICAL, PIQE, BRISQUE, NIQE ->
                throw new IllegalStateException("%s needs no model".formatted(metric));
        };
    }
}
