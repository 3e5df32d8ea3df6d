package dev.imageclustering;

import dev.imageclustering.evaluation.GroupingEvaluation;
import dev.imageclustering.vision.DescriptorLearning;
import dev.imageclustering.vision.NiqeLearning;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service, or runs the command that the first argument names. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ImageClusteringApplication {

    private static final String EVALUATE = "evaluate";
    private static final String LEARN_DESCRIPTOR = "learn-descriptor";
    private static final String LEARN_NIQE = "learn-niqe";
    private static final String MIGRATE = "migrate";

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(LEARN_DESCRIPTOR)) {
            String[] rest = Arrays.copyOfRange(args, 1, args.length);
            System.exit(DescriptorLearning.execute(rest, System.out, System.err));
        }
        if (args.length > 0 && args[0].equals(EVALUATE)) {
            String[] rest = Arrays.copyOfRange(args, 1, args.length);
            System.exit(GroupingEvaluation.execute(rest, System.out, System.err));
        }
        if (args.length > 0 && args[0].equals(LEARN_NIQE)) {
            String[] rest = Arrays.copyOfRange(args, 1, args.length);
            System.exit(NiqeLearning.execute(rest, System.out, System.err));
        }
        if (args.length > 0 && args[0].equals(MIGRATE)) {
            System.exit(MigrateCommandLine.execute(Arrays.copyOfRange(args, 1, args.length)));
        }
        SpringApplication.run(ImageClusteringApplication.class, args);
    }
}
