package dev.walkback.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a plan of now differs from one that was shown before, by the objects of its steps.
 *
 * @param otherPurpose whether the two are for different things altogether
 * @param gone only in the earlier plan
 * @param added only in the plan of now
 * @param changed in both, resting on another state
 */
public record Difference(boolean otherPurpose, List<String> gone, List<String> added, List<String> changed) {

    public static Difference between(String purpose, Map<String, Facts> then, Plan<?> now) {
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        Map<String, Facts> left = new HashMap<>(then);
        for (Step step : now.steps()) {
            Facts before = left.remove(step.object());
            if (before == null) {
                added.add(step.object());
            } else if (!before.equals(step.before())) {
                changed.add(step.object());
            }
        }
        List<String> gone = then.keySet().stream().filter(left::containsKey).toList();
        return new Difference(!purpose.equals(now.purpose()), gone, List.copyOf(added), List.copyOf(changed));
    }
}
