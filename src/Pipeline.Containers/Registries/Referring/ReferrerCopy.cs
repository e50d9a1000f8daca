using Pipeline.Containers.Layouts;

namespace Pipeline.Containers.Registries.Referring;

/// <summary>Copies what refers to an image to another repository, and what refers to that. Digests stay the same, so every signature does.</summary>
internal sealed class ReferrerCopy(RegistryClient client)
{
    // More is a loop or an attack.
    private const int Maximum = 1000;

    /// <param name="source">The repository here.</param>
    /// <param name="target">The repository there.</param>
    /// <param name="subjects">The image's manifests.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<(IReadOnlyList<Referrer> Copied, IReadOnlyList<Referrer> LeftBehind)> RunAsync(ImageReference source, ImageReference target, IEnumerable<Digest> subjects, CancellationToken cancellationToken)
    {
        (source, target) = (source with { Tag = null }, target with { Tag = null, Digest = null });
        var (copied, leftBehind) = (new List<Referrer>(), new List<Referrer>());
        var seen = new HashSet<Digest>(subjects);
        var open = new Queue<Digest>(seen);
        while (open.TryDequeue(out var subject))
        {
            foreach (var referrer in await client.ReferrersAsync(source.WithDigest(subject), null, cancellationToken))
            {
                if (!seen.Add(referrer.Digest))
                    continue;
                if (seen.Count > Maximum)
                    throw new RegistryException(RegistryErrors.Unsupported, $"{source.Name}@{subject} isn't copied: more than {Maximum} artifacts refer to it. Delete what nobody needs.");

                var isCopied = await TryCopyAsync(source.WithDigest(referrer.Digest), target, referrer.MediaType, cancellationToken);
                (isCopied ? copied : leftBehind).Add(referrer);
                open.Enqueue(referrer.Digest);
            }
        }

        return (copied, leftBehind);
    }

    // A list kept under a tag goes on naming what was deleted without it.
    private async Task<bool> TryCopyAsync(ImageReference source, ImageReference target, string mediaType, CancellationToken cancellationToken)
    {
        if (!OciMediaTypes.IsManifest(mediaType) && !OciMediaTypes.IsIndex(mediaType))
            return false;

        try
        {
            await client.ResolveAsync(source, cancellationToken);
        }
        catch (RegistryException error) when (error.Code == RegistryErrors.NotFound)
        {
            return false;
        }

        await client.CopyAsync(source, target, cancellationToken);
        return true;
    }
}
