namespace Pipeline.Secrets.Opening;

/// <summary><c>encrypted:///file</c>: secrets in one encrypted file, for laptops and rehearsals.</summary>
/// <param name="File">The file; a relative one (<c>encrypted:secrets.json</c>) is below the options' base directory.</param>
/// <param name="KeyFile">The file with the key (<c>?key-file=</c>). Default the file with <c>.key</c> after its name, made at the first write.</param>
/// <param name="PassphraseVariable">The variable that holds a passphrase (<c>?passphrase-variable=</c>), instead of a key file.</param>
public sealed record EncryptedFileLocation(string File, string? KeyFile, string? PassphraseVariable) : SecretStoreLocation
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var parameter = KeyFile is not null ? $"?key-file={KeyFile}" : PassphraseVariable is not null ? $"?passphrase-variable={PassphraseVariable}" : "";
        return $"encrypted:{(Path.IsPathFullyQualified(File) ? "//" : "")}{File}{parameter}";
    }

    internal static EncryptedFileLocation Read(LocationText text)
    {
        var location = new EncryptedFileLocation(text.LocalPath(), text.Parameter("key-file"), text.Parameter("passphrase-variable"));
        if (location is { KeyFile: not null, PassphraseVariable: not null })
            text.Mistake("has both key-file and passphrase-variable");
        return location;
    }
}
