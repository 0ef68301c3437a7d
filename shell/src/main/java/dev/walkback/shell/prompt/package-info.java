/**
 * The prompt: what a person sees and types at a terminal. The only room that knows Spring and JLine, loaded when a prompt is opened
 * and never otherwise. Commands, their parser and their exit codes are those of every other way to start.
 */
@NullMarked
package dev.walkback.shell.prompt;

import org.jspecify.annotations.NullMarked;
