#!/bin/sh
# Makes the keys and messages of this directory with GnuPG (2.2). Throw-away keys; run it in an empty directory.
set -eu
export GNUPGHOME="$(mktemp -d)"
trap 'gpgconf --kill all; rm -rf "$GNUPGHOME"' EXIT
echo 's2k-count 65536' > "$GNUPGHOME/gpg-agent.conf" # the default takes most of a second, in every test
gpg="gpg --batch --quiet --yes --trust-model always --pinentry-mode loopback --passphrase"

key() { # name, passphrase, algorithm and usage of the primary key, of the subkey, expiry
    $gpg "$2" --quick-generate-key "$1 <$1@example.org>" "$3" "$4" "${6-0}"
    fpr=$(gpg --list-keys --with-colons "$1@" | awk -F: '/^fpr/ { print $10; exit }')
    if [ "$5" != - ]; then $gpg "$2" --quick-add-key "$fpr" "$5" encr "${6-0}"; fi
    $gpg "$2" --armor --export-secret-keys "$fpr" > "$1.secret.asc"
    $gpg "$2" --armor --export "$fpr" > "$1.public.asc"
}

key rsa 'correct horse' rsa2048 sign,cert rsa2048
key curve '' ed25519 sign,cert cv25519
key signonly '' ed25519 sign,cert -
faketime=$(date -u -d '2020-01-01' +%Y%m%dT%H%M%S)
gpg="gpg --batch --quiet --yes --trust-model always --pinentry-mode loopback --faked-system-time $faketime! --passphrase"
key expired '' ed25519 sign,cert cv25519 1d
gpg="gpg --batch --quiet --yes --trust-model always --pinentry-mode loopback --passphrase"
key revoked '' ed25519 sign,cert cv25519
fpr=$(gpg --list-keys --with-colons revoked@ | awk -F: '/^fpr/ { print $10; exit }')
sed 's/^:-----/-----/' "$GNUPGHOME/openpgp-revocs.d/$fpr.rev" | gpg --batch --quiet --import
$gpg '' --armor --export "$fpr" > revoked.public.asc
cat > "$GNUPGHOME/elgamal" <<EOF
%no-protection
Key-Type: DSA
Key-Length: 2048
Subkey-Type: ELG-E
Subkey-Length: 2048
Name-Real: elgamal
Name-Email: elgamal@example.org
EOF
$gpg '' --gen-key "$GNUPGHOME/elgamal"
$gpg '' --armor --export-secret-keys elgamal@ > elgamal.secret.asc
$gpg '' --export-secret-keys curve@ > curve.secret.gpg

# line ends of both kinds, an octet that is no text, no end of line at the end
i=0; while [ $i -lt 3000 ]; do printf 'line %d\r\nline\n' $i; i=$((i + 1)); done > text
printf '\377\000\r end' >> text

encrypt() { name=$1; shift; $gpg 'correct horse' --output "$name.gpg" --encrypt "$@" text; }
encrypt rsa-zip -r rsa@ --compress-algo zip
encrypt rsa-zlib -r rsa@ --compress-algo zlib
encrypt rsa-bzip2 -r rsa@ --compress-algo bzip2
encrypt curve -r curve@ --compress-algo none
encrypt elgamal -r elgamal@
encrypt both -r rsa@ -r curve@
encrypt hidden -R curve@ -R rsa@
encrypt text-mode -r curve@ --textmode
encrypt signed -r curve@ --sign -u curve@
encrypt armored -r curve@ --armor
encrypt named -r curve@ --set-filename some-name
for cipher in 3DES CAST5 BLOWFISH AES AES192 AES256 TWOFISH CAMELLIA128 CAMELLIA192 CAMELLIA256 IDEA; do
    encrypt "cipher-$cipher" -r curve@ --cipher-algo $cipher
done
: | $gpg '' --output empty.gpg --encrypt -r curve@ --compress-algo none
$gpg secret --output passphrase.gpg --symmetric text
cat text | $gpg '' --output piped.gpg --encrypt -r curve@ --compress-algo none
$gpg '' --output signed-only.gpg --sign -u curve@ text
gzip -9n text
