package dev.imageclustering.grouping;

import dev.imageclustering.shared.InvalidRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The ways to find groups, by name. */
@Component
public class GroupingMethods {

    /** Finds groups without being told any parameters. */
    public static final String AUTO = "auto";

    /** Density-based clustering with the parameters of the request. */
    public static final String HDBSCAN = "hdbscan";

    private final Map<String, GroupingMethod> byName = new TreeMap<>();

    GroupingMethods(List<GroupingMethod> methods) {
        methods.forEach(method -> byName.put(method.name(), method));
    }

    /** Returns the method of a request; one that names none wants HDBSCAN. */
    GroupingMethod of(AnalysisRequest request) {
        String name = request.method() == null ? HDBSCAN : request.method();
        GroupingMethod method = byName.get(name);
        if (method == null) {
            throw new InvalidRequest(
                    "method", "Unknown method '%s'; known are: %s".formatted(name, String.join(", ", byName.keySet())));
        }
        return method;
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }
}
