package dev.signet.benchmark.load.scenario;

import java.time.Duration;
import java.util.List;

/** New users sign up. */
record SignUps(World world) implements Scenario {
    @Override
    public String id() {
        return "sign-up";
    }

    @Override
    public String title() {
        return "SignUp";
    }

    @Override
    public Slice round(Duration time, int batch) {
        List<Member> strangers = world.strangers(batch);
        var requests = strangers.stream().map(world::signUp).toList();
        Meter meter = world.meter();
        meter.leg(() -> world.generator().each(requests)).requireNoErrors();
        world.admit(strangers);
        return meter.slice();
    }
}
