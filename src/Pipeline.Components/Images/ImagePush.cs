using System.Text.Json;
using Pipeline.Containers;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Signing.Attesting;
using Pipeline.Errors;

namespace Pipeline.Components.Images;

/// <summary>What a push did.</summary>
/// <param name="Reference">The image by digest, in its registry.</param>
/// <param name="Transferred">Blobs that were sent.</param>
/// <param name="Present">Blobs that the registry had.</param>
/// <param name="Referrers">Bills of materials and attestations beside it.</param>
internal sealed record ImagePush(string Reference, int Transferred, int Present, int Referrers)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Pushes an image with its referrers, and writes down where it is: <c>NAME.pushed.json</c> beside the record.</summary>
    /// <exception cref="PipelineException">PIPE2202: it has no base; what the registry refuses.</exception>
    public static async Task<ImagePush> RunAsync(RegistryClient client, ImageFiles image, string registry, string environment, CancellationToken cancellationToken)
    {
        var record = image.Record();
        if (!record.HasBase)
            throw new PipelineException(ImageComponentErrors.NoBase, $"{record.Name}@{record.Digest} isn't pushed to '{registry}' for '{environment}': it is an application layer alone. Build it on a base image: --base-image mcr.microsoft.com/dotnet/aspnet:10.0@sha256:….");

        var digest = Digest.Parse(record.Digest);
        var target = ImageReference.Parse($"{registry}/{record.Name}").WithTag(record.Version).WithDigest(digest);
        var pushed = await client.PushAsync(image.Layout!, target, cancellationToken);
        var (layout, beside) = (new LayoutReferrers(image.Layout!), new RegistryReferrers(client, target));
        var referrers = 0;
        foreach (var type in ImageAttachments.ArtifactTypes)
        {
            foreach (var artifact in await layout.ReferrersAsync(digest, type, cancellationToken))
            {
                await beside.AttachAsync(digest, artifact, cancellationToken);
                referrers++;
            }
        }

        var result = new ImagePush(record.ReferenceIn(registry), pushed.BlobsTransferred, pushed.BlobsPresent + pushed.BlobsMounted, referrers);
        await File.WriteAllTextAsync(Path.ChangeExtension(image.RecordFile!, ".pushed.json"), JsonSerializer.Serialize(new { environment, reference = result.Reference, referrers }, s_options) + "\n", cancellationToken);
        return result;
    }
}
