package dev.walkback.shell.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The reference page of settings, made from the catalogue. */
final class SettingsPage {

    private static final String HEAD = """
            # Settings

            <!-- Made from catalogue.table by SettingsReferenceTest with -Dwalkback.write=true. Do not edit. -->

            Every setting can be an environment variable or a key of a config file; under the name `wal-g` also a flag
            (`WALG_S3_PREFIX` is `--walg-s3-prefix VALUE`).

            **Which counts, natively:** flags, then the environment, then one config file: `--config FILE`, else `WALKBACK_CONFIG`,
            else `./walkback.yaml`, else `$XDG_CONFIG_HOME/walkback/config.yaml` (`~/.config/walkback/config.yaml`), else
            WAL-G's own: `WALG_CONFIG_PATH`, else `.walg.json`, `.toml`, `.yaml`, `.yml`, `.env` in the home directory of the
            passwd entry, else in `$HOME`. Files are never merged; the user's own file hides none as long as it only names storages.
            Of several names of one setting in one source the first counts:
            `WALKBACK_X`, `WALG_X`, the bare `X`; `WALE_X` counts where none of the others is set anywhere. That two names of one
            setting say different things is a warning. An unknown key or a value of the wrong type is an error (exit 2).

            **Under the name `wal-g`:** flags, then the environment, then WAL-G's config file, for each name in turn: the bare `X` of a
            storage's setting before `WALG_X` before `WALE_X`, wherever they are set. An unknown key, a value of the wrong type and
            a file that cannot be read are warnings.

            An empty variable is as if it were not set. Amounts of time are written `90s`, `1m30s` or `PT1M30S`; amounts of bytes
            `20971520` or `20mb` (units are powers of 1024); flags `true` or `false`. Values of secrets are shown as `***`.

            **Config files** are JSON, YAML, TOML or `.env`, by what their name ends in. Natively keys may be written in lower
            case, with dashes, and without `WALG_` or `WALKBACK_` in front, and a file may name several storages:

            ```yaml
            default: near
            compression_method: zstd      # holds for all
            storages:
              near:
                file_prefix: /var/lib/archive
              far:
                s3_prefix: s3://bucket/path
                aws_region: eu-central-1
            ```

            `--storage far` then uses the second. What a storage says of itself wins over the environment.

            "also" tells of further names: `WALE` – `WALE_X` beside `WALG_X`; `any` – `WALG_X` and `WALE_X` beside the bare `X`.
            Names marked with \u00b9 are not among `wal-g flags`.
            """;

    private SettingsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        String group = "";
        for (Setting setting : Catalogue.all().settings()) {
            if (!setting.group().equals(group)) {
                group = setting.group();
                page.append("\n## ")
                        .append(group)
                        .append("\n\n| setting | also | type | default | meaning |\n| --- | --- | --- | --- | --- |\n");
            }
            page.append(row(setting));
        }
        return page.toString();
    }

    private static String row(Setting setting) {
        String names = setting.names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        String also = switch (setting.also()) {
            case NONE -> "";
            case WALE -> "WALE";
            case ANY -> "any";
        };
        String type = setting.kind() == Kind.CHOICE
                ? setting.choices().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "))
                : setting.kind().word();
        String builtIn = setting.builtIn().isEmpty() || setting.builtIn().startsWith("(")
                ? setting.builtIn().replaceAll("[()]", "")
                : "`" + setting.builtIn() + "`";
        return "| "
                + String.join(
                        " | ",
                        List.of(names + (setting.listed() ? "" : "\u00b9"), also, type, builtIn, setting.meaning()))
                + " |\n";
    }
}
