package org.portcullis.load.crowd;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.portcullis.load.run.RequestTemplate;
import org.portcullis.load.run.Shot;
import org.portcullis.load.run.Verdict;
import org.portcullis.load.run.Workload;
import org.portcullis.profile.VoName;

/** Questions about a crowd, in the order of its plan. Messages are made once for each user and kept. */
public final class Crowd implements Workload {
    private static final long MIX = 1;
    private static final long HEAT = 2;
    private static final long WHO = 3;
    private static final double UNIT = 0x1.0p-53;

    /** One of the users, and whether the question is one that no rule speaks about. */
    record Asked(VoName vo, int number, boolean offTopic) {}

    private final CrowdPlan plan;
    private final Function<Asked, RequestTemplate> messages;
    private final Map<Asked, RequestTemplate> known = new ConcurrentHashMap<>();

    Crowd(CrowdPlan plan, Function<Asked, RequestTemplate> messages) {
        this.plan = plan;
        this.messages = messages;
    }

    @Override
    public Shot shot(long index) {
        Verdict wanted = plan.mix().at(fraction(index, MIX));
        boolean hot = fraction(index, HEAT) < plan.hot();
        List<VoName> vos = vos(wanted);
        VoName vo = vos.get((int) (index % vos.size()));
        Asked asked = new Asked(vo, number(index, hot), wanted == Verdict.NOT_APPLICABLE);
        return new Shot(known.computeIfAbsent(asked, messages), wanted, vo.value(), hot);
    }

    /** Makes all messages before the load, as that takes a while for chains. */
    public void prepare() {
        plan.mix()
                .wanted()
                .forEach(wanted -> vos(wanted)
                        .forEach(vo -> IntStream.range(0, plan.users())
                                .mapToObj(number -> new Asked(vo, number, wanted == Verdict.NOT_APPLICABLE))
                                .forEach(asked -> known.computeIfAbsent(asked, messages))));
    }

    private List<VoName> vos(Verdict wanted) {
        return wanted == Verdict.DENY ? List.of(plan.denied()) : plan.permitted();
    }

    private int number(long index, boolean hot) {
        int few = plan.hotUsers();
        int others = plan.users() - few;
        return hot || others == 0
                ? (int) (fraction(index, WHO) * few)
                : few + (int) (index / plan.permitted().size() % others);
    }

    /** A number from 0 to 1 that seed, index and purpose decide alone (SplitMix64). */
    private double fraction(long index, long purpose) {
        long z = plan.seed() + (index * 3 + purpose) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * UNIT;
    }
}
