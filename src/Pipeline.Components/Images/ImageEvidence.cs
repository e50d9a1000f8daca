using Pipeline.Components.Releases;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Images;

/// <summary>The evidence that work on images leaves.</summary>
internal static class ImageEvidence
{
    /// <summary>A record of now and here.</summary>
    public static EvidenceRecord Of(string kind, EvidenceResult result) => new() { Kind = kind, Result = result, At = TimeProvider.System.GetUtcNow(), Origin = RunOrigin.Where() };

    /// <summary>
    /// Leaves a record. One that says the same already stays with its time: what was found out twice was found out the first time, and what is
    /// signed or planned by the evidence's digest isn't to change with each run.
    /// </summary>
    public static async Task LeaveAsync(IHazEvidence build, EvidenceRecord record, CancellationToken cancellationToken)
    {
        var file = Path.Combine(build.EvidenceDirectory!, $"{record.Kind}.json");
        if (File.Exists(file))
        {
            var before = EvidenceJson.Read(await File.ReadAllTextAsync(file, cancellationToken), file);
            if (EvidenceJson.Write(before with { At = record.At, Origin = record.Origin }) == EvidenceJson.Write(record))
                return;
        }

        await build.Evidence.WriteAsync(record, cancellationToken);
    }

    /// <summary>The digest of a file.</summary>
    public static async Task<EvidenceInput> FileAsync(string name, string path, CancellationToken cancellationToken) =>
        new(name, Containers.Digest.Of(await File.ReadAllBytesAsync(path, cancellationToken)).ToString());
}
