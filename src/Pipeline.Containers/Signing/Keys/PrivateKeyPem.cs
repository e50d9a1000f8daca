using System.Security.Cryptography;
using Pipeline.Errors;
using Pipeline.Secrets;

namespace Pipeline.Containers.Signing.Keys;

/// <summary>Reads a private key from PEM. Its errors say what form was found, never what was in it.</summary>
internal static class PrivateKeyPem
{
    private const string Encrypted = "ENCRYPTED PRIVATE KEY";

    public static SigningKey Read(string pem, Secret? passphrase)
    {
        var (label, block) = PrivateBlock(pem);
        var ecdsa = ECDsa.Create();
        try
        {
            Import(ecdsa, block, label, passphrase);
            if (!VerificationKey.TryFromSubjectPublicKeyInfo(ecdsa.ExportSubjectPublicKeyInfo(), out var publicKey, out var problem))
                throw Unusable(problem);

            var key = new SigningKey(ecdsa, publicKey);
            // A file whose two halves don't belong together would give signatures that nobody can verify.
            return publicKey.Verify([1], key.Sign([1])) ? key : throw Unusable("its private and its public half don't belong together");
        }
        catch
        {
            ecdsa.Dispose();
            throw;
        }
    }

    private static void Import(ECDsa ecdsa, string pem, string label, Secret? passphrase)
    {
        try
        {
            if (label != Encrypted)
                ecdsa.ImportFromPem(pem);
            else if (passphrase is { IsEmpty: false })
                ecdsa.ImportFromEncryptedPem(pem, passphrase.Reveal());
            else
                throw Unusable("it is encrypted, and no passphrase was given");
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            // The inner exception is left out: it must be certain that nothing of the key is in the message.
            throw Unusable(label == Encrypted
                ? "its passphrase is wrong, it is damaged, or it is no elliptic curve key"
                : "it is damaged, or it is no elliptic curve key");
        }
    }

    // The one private key of the text; a public key or curve parameters may stand beside it.
    private static (string Label, string Block) PrivateBlock(string pem)
    {
        var blocks = new List<(string Label, string Block)>();
        for (var rest = pem; PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
            blocks.Add((rest[fields.Label], rest[fields.Location]));

        return blocks.FindAll(x => x.Label.EndsWith("PRIVATE KEY", StringComparison.Ordinal)) switch
        {
            [] when pem.Contains("Proc-Type:", StringComparison.Ordinal) => throw Unusable("it is encrypted as OpenSSL did before PKCS#8. Convert it with: openssl pkcs8 -topk8 -in OLD -out NEW"),
            [] when blocks.Count > 0 => throw Unusable($"it is a '{blocks[0].Label}', not a private key"),
            [] => throw Unusable("it isn't in PEM form"),
            [var (label, _)] key when label is "PRIVATE KEY" or "EC PRIVATE KEY" or Encrypted => key[0],
            [var (label, _)] when label.Contains("COSIGN", StringComparison.Ordinal) || label.Contains("SIGSTORE", StringComparison.Ordinal) =>
                throw Unusable($"'{label}' is cosign's own form of encryption. Make the key with openssl as PKCS#8, and give cosign that one with: cosign import-key-pair --key signing.key"),
            [var (label, _)] => throw Unusable($"it is a '{label}'; an elliptic curve key is needed"),
            { Count: var count } => throw Unusable($"there are {count} private keys in it, and it can't be told which one to sign with"),
        };
    }

    private static PipelineException Unusable(string problem) => new(SigningErrors.UnusableSigningKey, $"The signing key can't be used: {problem}.") { ExitCode = 2 };
}
