package dev.walkback.shell.prompt;

import dev.walkback.shell.complete.Completion;
import dev.walkback.shell.complete.Proposal;
import dev.walkback.shell.complete.TypedLine;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** What can be typed next, for the line editor. */
final class CatalogueCompleter implements Completer {

    private final Completion completion;

    CatalogueCompleter(Completion completion) {
        this.completion = completion;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<Proposal> proposals = completion.at(TypedLine.of(line.line().substring(0, line.cursor())));
        for (int i = 0; i < proposals.size(); i++) {
            Proposal proposal = proposals.get(i);
            String said = proposal.description().isEmpty() ? null : proposal.description();
            candidates.add(new Candidate(
                    proposal.word(), proposal.word(), proposal.group(), said, null, null, proposal.whole(), i));
        }
    }
}
