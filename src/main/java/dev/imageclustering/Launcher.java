package dev.imageclustering;

/**
 * Starts the service on a Java that is recent enough, and tells what is needed on one that is not. It is compiled for
 * Java 17, which the loader of the jar needs anyway, and must not name any class of the service.
 */
public final class Launcher {

    private static final int NEEDED = 25;
    private static final String APPLICATION = "dev.imageclustering.ImageClusteringApplication";

    private Launcher() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        int found = Runtime.version().feature();
        if (found < NEEDED) {
            System.err.println(tooOld(found, System.getProperty("java.home")));
            System.exit(1);
        }
        Class.forName(APPLICATION).getMethod("main", String[].class).invoke(null, (Object) args);
    }

    static String tooOld(int found, String home) {
        return "The service needs Java " + NEEDED + ", and this is Java " + found + " (" + home
                + "); start it with the java of a JDK " + NEEDED
                + ", or use ./mvnw spring-boot:run, which looks for one.";
    }
}
