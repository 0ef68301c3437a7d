package dev.walkback.engine.walpush;

/** What happened to a file that was ready too, and was sent along with the one that the server asked for. */
public sealed interface SentAlong {

    String name();

    record Done(String name, Pushed pushed) implements SentAlong {}

    /** The server will ask for it itself, and hear of the failure then. */
    record Failed(String name, Exception why) implements SentAlong {}
}
