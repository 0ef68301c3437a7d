package dev.walkback.shell.command;

import dev.walkback.shell.Console;
import dev.walkback.shell.report.Reporter;

/** What a command has at hand beside its own words. */
public record Session(Console console, Reporter reporter, Storages storages) {}
