package dev.walkback.shell.catalogue;

/** For zsh: its compatibility with bash's completion does the work, so that there is one script to keep right. */
public final class ZshCompletion {

    private ZshCompletion() {}

    public static String script() {
        return """
                #compdef walkback
                # zsh completion for walkback; load with: source <(walkback completion zsh)
                autoload -U +X compinit && compinit -u
                autoload -U +X bashcompinit && bashcompinit
                """ + BashCompletion.script().replaceFirst("# bash[^\n]*\n", "");
    }
}
