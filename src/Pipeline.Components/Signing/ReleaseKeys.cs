using Nuke.Common.IO;
using Pipeline.Components.Environments;
using Pipeline.Components.Images;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Errors;
using Pipeline.Secrets;

namespace Pipeline.Components.Signing;

/// <summary>The keys that releases are signed with, and verified against.</summary>
internal static class ReleaseKeys
{
    /// <summary>The key: of the file or the secret that is named; in a rehearsal without one, a key that is made once and kept.</summary>
    public static async Task<SigningKey> SigningKeyAsync(IHazEnvironment build, string? key, string? passphrase, string kept, CancellationToken cancellationToken)
    {
        var secret = passphrase is null ? null : new Secret(passphrase);
        if (SecretReference.TryParse(key, out var reference))
        {
            await using var secrets = new EnvironmentSecrets(build, Path.GetDirectoryName(kept));
            return SigningKey.FromPem(await reference.ResolveAsync(secrets.Store, cancellationToken), secret);
        }

        if (key is not null)
            return await SigningKeyFile.ReadAsync(Path.GetFullPath(key), secret, cancellationToken);
        if (!File.Exists(kept))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            var made = SigningKey.Generate();
            await SigningKeyFile.WriteAsync(made, kept, null, cancellationToken);
            return made;
        }

        return await SigningKeyFile.ReadAsync(kept, null, cancellationToken);
    }

    /// <summary>Who is trusted: the keys of the file that is named or lies in the repository; in a rehearsal also its own key.</summary>
    /// <exception cref="PipelineException">PIPE2231: nobody; PIPE3501, PIPE3502: a file that isn't one of keys.</exception>
    public static async Task<TrustSet> TrustedAsync(IHazEnvironment build, AbsolutePath? named, string repositoryFile, string kept, CancellationToken cancellationToken)
    {
        var trusted = named is { } file ? await ReadAsync(file!, cancellationToken)
            : File.Exists(repositoryFile) ? await ReadAsync(repositoryFile, cancellationToken)
            : new TrustSet([]);
        if (build.IsRehearsal && File.Exists(kept))
        {
            using var key = await SigningKeyFile.ReadAsync(kept, null, cancellationToken);
            if (trusted.Keys.All(x => !x.Key.Equals(key.PublicKey)))
                trusted = trusted.Add(new TrustedKey { Name = EnvironmentNameAttribute.Rehearsal, Key = key.PublicKey });
        }

        return trusted.Keys.Count > 0
            ? trusted
            : throw new PipelineException(ImageComponentErrors.NoTrustedKeys, $"There is no key to verify against: '{repositoryFile}' isn't there{(build.IsRehearsal ? ", and this rehearsal has signed nothing yet" : "")}. Give --trusted-keys FILE{(build.IsRehearsal ? ", or run SignImage" : "")}.") { ExitCode = 2 };
    }

    private static async Task<TrustSet> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            throw new PipelineException(ImageComponentErrors.NoTrustedKeys, $"The file of trusted keys '{file}' doesn't exist. Give --trusted-keys with a public key, or a set of them.") { ExitCode = 2 };
        var text = await File.ReadAllTextAsync(file, cancellationToken);
        return text.TrimStart().StartsWith('{')
            ? TrustSet.Parse(text)
            : new TrustSet([new TrustedKey { Name = Path.GetFileNameWithoutExtension(file), Key = VerificationKey.FromPem(text) }]);
    }
}
