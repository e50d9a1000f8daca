using System.Formats.Tar;
using System.Text.Json;
using Pipeline.Containers;
using Pipeline.Containers.Bills;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Signing.Attesting;

namespace Pipeline.Components.Images;

/// <summary>What belongs beside an image: its bill of materials, and its attestations.</summary>
internal static class ImageAttachments
{
    /// <summary>The types of what is attached, for those who copy it on.</summary>
    public static IReadOnlyList<string> ArtifactTypes { get; } = [BillOfMaterials.MediaType, AttestationBundle.ArtifactType];

    /// <summary>Lays what is there, and is of this very image, into the image's layout; that is unpacked first where only the archive is there.</summary>
    public static async Task AttachAsync(ImageFiles image, string bill, string attestations, CancellationToken cancellationToken)
    {
        if (!File.Exists(image.RecordFile))
            return;
        await UnpackAsync(image, cancellationToken);
        var digest = Digest.Parse(image.Record().Digest);
        var layout = new LayoutReferrers(image.Layout!);
        if (File.Exists(bill) && await File.ReadAllBytesAsync(bill, cancellationToken) is var content && SubjectOf(content) == digest)
            await layout.AttachAsync(digest, new ReferrerArtifact(BillOfMaterials.MediaType, BillOfMaterials.MediaType, content, new Dictionary<string, string>()), cancellationToken);
        if (File.Exists(Path.Combine(attestations, "attestations.json")) && await AttestationBundle.ReadAsync(attestations, cancellationToken) is var bundle && bundle.IsAbout(digest))
            await bundle.AttachAsync(digest, layout, cancellationToken);
    }

    // Where stages run on several machines, the archive is what they hand on.
    private static async Task UnpackAsync(ImageFiles image, CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(image.Layout!, "index.json")) || !File.Exists(image.Archive))
            return;
        Directory.CreateDirectory(image.Layout!);
        await TarFile.ExtractToDirectoryAsync(image.Archive!, image.Layout!, overwriteFiles: true, cancellationToken);
    }

    // The bill says which image it is of; one of an earlier build is nobody's business here.
    private static Digest? SubjectOf(byte[] bill)
    {
        using var json = JsonDocument.Parse(bill);
        return Digest.TryParse(json.RootElement.GetProperty("metadata").GetProperty("component").GetProperty("version").GetString(), out var digest) ? digest : null;
    }
}
