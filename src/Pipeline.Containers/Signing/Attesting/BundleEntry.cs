namespace Pipeline.Containers.Signing.Attesting;

/// <summary>An envelope in a bundle, as bytes that nobody has verified yet.</summary>
/// <param name="Name">What it is called in messages: its file, its line, its digest.</param>
/// <param name="Content">The envelope's JSON.</param>
public sealed record BundleEntry(string Name, ReadOnlyMemory<byte> Content)
{
    internal Digest Digest => Digest.Of(Content.Span);

    /// <summary>The envelope of an attestation, called as its file will be.</summary>
    internal static BundleEntry Of(Attestation attestation)
    {
        var content = attestation.Envelope.ToJson();
        return new BundleEntry(BundleDirectory.FileName(attestation.Statement.Predicate.Type, Digest.Of(content)), content);
    }
}
