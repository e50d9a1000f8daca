namespace Pipeline.Secrets.EncryptedFiles;

/// <summary>One version. The value stands here in clear: this is only ever written encrypted, and never shown.</summary>
internal sealed record StoredSecret(string Version, DateTimeOffset Created, string Value)
{
    /// <summary>The version's name; a record's own text would show the value.</summary>
    public override string ToString() => Version;
}
