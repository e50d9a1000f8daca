using System.Text;
using Pipeline.Containers.Registries;
using Pipeline.Errors;

namespace Pipeline.Containers.Signing.Attesting;

/// <summary>The attestations of one image: in files of the evidence, or beside the image as OCI referrers. What is in it is believed only by a <see cref="Verifying.ReleaseVerifier"/>.</summary>
/// <param name="Entries">The envelopes.</param>
public sealed record AttestationBundle(IReadOnlyList<BundleEntry> Entries)
{
    /// <summary>Artifact type of a referrer with a signed in-toto statement.</summary>
    public const string ArtifactType = "application/vnd.in-toto+json";

    /// <summary>Media type of a DSSE envelope, as cosign stores it.</summary>
    public const string EnvelopeMediaType = "application/vnd.dsse.envelope.v1+json";

    /// <summary>Annotation with the predicate's type, as BuildKit and in-toto's tools write it: to choose by, not to believe.</summary>
    public const string PredicateTypeAnnotation = "in-toto.io/predicate-type";

    /// <summary>A bundle of attestations that were just made.</summary>
    public static AttestationBundle Of(params IEnumerable<Attestation> attestations) => new([.. attestations.Select(BundleEntry.Of)]);

    /// <summary>Both bundles' entries, the same envelope once.</summary>
    public AttestationBundle With(AttestationBundle other) => new([.. Entries.Concat(other.Entries).DistinctBy(x => x.Digest)]);

    /// <summary>Whether each envelope says that it is about this image: to choose by, not to believe. False for a bundle of none.</summary>
    public bool IsAbout(Digest image) => Entries.Count > 0 && Entries.All(x => BundleDirectory.StatementOf(x)?.IsAbout(image) == true);

    /// <summary>Writes the bundle as a folder: a file for each envelope, and <c>attestations.json</c> with each file's digest. A bundle that was there is replaced.</summary>
    public Task WriteAsync(string directory, CancellationToken cancellationToken) => BundleDirectory.WriteAsync(this, directory, cancellationToken);

    /// <summary>Reads what <see cref="WriteAsync"/> wrote.</summary>
    /// <exception cref="PipelineException">PIPE3506: a file was changed, cut off, added or removed since.</exception>
    public static Task<AttestationBundle> ReadAsync(string directory, CancellationToken cancellationToken) => BundleDirectory.ReadAsync(directory, cancellationToken);

    /// <summary>An in-toto bundle: one envelope on each line (<c>*.intoto.jsonl</c>).</summary>
    public byte[] ToJsonLines()
    {
        using var lines = new MemoryStream();
        foreach (var entry in Entries)
        {
            // Other tools' envelopes may span lines; in JSON a line break stands only between tokens.
            lines.Write(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entry.Content.Span).ReplaceLineEndings(" ").Trim()));
            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    /// <summary>Reads an in-toto bundle. Every line that isn't empty is an entry; whether it is an envelope is for the verifier to say.</summary>
    public static AttestationBundle FromJsonLines(ReadOnlySpan<byte> lines)
    {
        var entries = new List<BundleEntry>();
        var number = 0;
        foreach (var range in lines.Split((byte)'\n'))
        {
            number++;
            if (lines[range].TrimEnd((byte)'\r') is { IsEmpty: false } line)
                entries.Add(new BundleEntry($"line {number}", line.ToArray()));
        }

        return new AttestationBundle(entries);
    }

    /// <summary>Puts the envelopes beside an image, each as a referrer of its own.</summary>
    public async Task AttachAsync(Digest subject, IReferrerSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sink);
        foreach (var entry in Entries)
            await sink.AttachAsync(subject, new ReferrerArtifact(ArtifactType, EnvelopeMediaType, entry.Content.ToArray(), AnnotationsOf(entry)), cancellationToken);
    }

    /// <summary>Reads the envelopes that are beside an image.</summary>
    public static async Task<AttestationBundle> FetchAsync(Digest subject, IReferrerSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var referrers = await source.ReferrersAsync(subject, ArtifactType, cancellationToken);
        return new AttestationBundle([.. referrers
            .Where(x => x.ArtifactType == ArtifactType)
            .Select(x => new BundleEntry($"referrer {Digest.Of(x.Content)}", x.Content))
            .OrderBy(x => x.Name, StringComparer.Ordinal)]);
    }

    private static Dictionary<string, string> AnnotationsOf(BundleEntry entry) =>
        BundleDirectory.PredicateTypeOf(entry) is { } type ? new() { [PredicateTypeAnnotation] = type } : [];
}
