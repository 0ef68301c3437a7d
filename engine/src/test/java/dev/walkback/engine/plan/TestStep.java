package dev.walkback.engine.plan;

record TestStep(String object, Facts before) implements Step {

    static TestStep of(String object) {
        return new TestStep(object, Facts.NONE);
    }

    @Override
    public String action() {
        return "touch";
    }

    @Override
    public String sentence() {
        return "touch " + object;
    }
}
