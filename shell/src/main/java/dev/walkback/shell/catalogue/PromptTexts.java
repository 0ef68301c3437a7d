package dev.walkback.shell.catalogue;

/** The help topics about the prompt. */
final class PromptTexts {

    static final String START = """
            Looking changes nothing: a storage is only written to, and nothing deleted,
            before session arm.

              storage add orders s3://bucket/orders
                                       gives an archive a name
              storage check --storage orders
                                       is it reachable? step by step
              walkback --storage orders
                                       opens the prompt on it

            At the prompt

              session show             what is open, and how old the listing is
              storage ls               what lies there
              archive refresh          list again, and say what is new
              help, F1                 what else there is; what is being typed
              exit, Ctrl-D             leave

            There is a made-up archive to try all of it on: scripts/walkback demo.
            """;

    static final String PROMPT = """
            walkback without a command, at a terminal, opens the prompt.

              prod-s3/orders#4410 ro>  storage/cluster#last digits of the system identifier
              ro                       nothing can be changed
              ARMED                    changes are allowed (session arm), 15 minutes at most
              *                        a plan was printed and waits to be confirmed
              !                        this session changed the archive since it was listed
              ?                        the storage did not answer the last time
              restore 5/9              a restore is open at its fifth step (restore step)
              #MIX                     several clusters under one prefix: choose one
              walkback>                nothing is open

            The line at the bottom shows cluster, backups and the age of the listing;
            session show prints all of it. Everything asked of an archive is answered
            from one listing: archive refresh takes a new one.

            Keys

              Tab                      complete; again: walk through what is offered
              Right, End               take the suggestion behind the cursor
              Up, Ctrl-R               earlier lines
              F1                       explain what is typed
              Ctrl-C                   clear the line; end what runs: a listing that is
                                       ended keeps what it found
              Ctrl-D                   leave

            A line goes on in the next within quotes and behind a backslash; a semicolon
            parts commands. Pasted lines wait for Enter.

            History is in $XDG_STATE_HOME/walkback/history, for its owner only. Secrets in
            URLs and settings are stored as ***; a line that begins with a blank is not
            stored; a line with --confirm is never suggested.
            """;

    private PromptTexts() {}
}
