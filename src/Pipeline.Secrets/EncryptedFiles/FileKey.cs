using System.Security.Cryptography;
using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.EncryptedFiles;

/// <summary>The key of an encrypted file: from a passphrase in a variable, or from a key file, which is made with the first secret where there is none.</summary>
internal sealed class FileKey(EncryptedFileLocation location, SecretStoreOptions options)
{
    // Anything shorter holds less than the 256 bits of the cipher.
    private const int MinimumKeyLength = 32;

    private readonly string _keyFile = options.FullPath(location.KeyFile ?? location.File + ".key");
    private (KeyDerivation Derivation, Secret Given, byte[] Key)? _last;

    public string Description => location.PassphraseVariable is { } variable ? $"the variable {variable}" : _keyFile;

    /// <summary>The key of a file that is there.</summary>
    public async Task<byte[]> ForAsync(KeyDerivation derivation, CancellationToken cancellationToken)
    {
        if (derivation.Kind == KeyDerivation.OfPassphrase != location.PassphraseVariable is not null)
            throw new WrongKeyException();
        return Derive(derivation, await GivenAsync(mayMake: false, cancellationToken));
    }

    /// <summary>The key to write with: the same as before, or a new one for a new file.</summary>
    public async Task<(KeyDerivation Derivation, byte[] Key)> ForWritingAsync(bool isNew, CancellationToken cancellationToken)
    {
        var given = await GivenAsync(mayMake: isNew, cancellationToken);
        // Reading came before writing, unless the file is new.
        var derivation = isNew ? KeyDerivation.New(location.PassphraseVariable is not null) : _last!.Value.Derivation;
        return (derivation, Derive(derivation, given));
    }

    private byte[] Derive(KeyDerivation derivation, Secret given)
    {
        if (_last is not { } last || last.Derivation != derivation || last.Given != given)
            _last = last = (derivation, given, derivation.Derive(given));
        return last.Key;
    }

    private async Task<Secret> GivenAsync(bool mayMake, CancellationToken cancellationToken)
    {
        if (location.PassphraseVariable is { } variable)
            return options.Variable(variable) is { } passphrase ? new Secret(passphrase) : throw Missing($"The variable {variable} with the passphrase of the encrypted secrets isn't set. Set it.");
        if (mayMake && !File.Exists(_keyFile))
            await MakeAsync(cancellationToken);
        try
        {
            var text = (await File.ReadAllTextAsync(_keyFile, cancellationToken)).Trim();
            return text.Length >= MinimumKeyLength ? new Secret(text) : throw Missing($"The key file {_keyFile} of the encrypted secrets has less than {MinimumKeyLength} characters. `openssl rand -base64 32` makes a good one.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing($"The key file {_keyFile} of the encrypted secrets isn't there. Copy it from where the secrets were written, or delete the secrets and fill them again.");
        }
    }

    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_keyFile)!);
        await using var stream = new FileStream(_keyFile, PrivateFile.ToCreate());
        await using var writer = new StreamWriter(stream);
        await writer.WriteLineAsync(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).AsMemory(), cancellationToken);
    }

    private static SecretStoreException Missing(string message) => new(SecretErrors.WrongKey, message);
}
