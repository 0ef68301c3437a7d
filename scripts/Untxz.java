import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/** Prints the tar in a jar's one {@code .txz}: where xz is not installed, tar could not unpack it. */
final class Untxz {

    private Untxz() {}

    public static void main(String[] jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar[0])) {
            ZipEntry packed = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream tar = new XZInputStream(zip.getInputStream(packed))) {
                tar.transferTo(System.out);
            }
            System.out.flush();
        }
    }
}
