using Pipeline.Containers.Scanning;
using Pipeline.Errors;

namespace Pipeline.Containers.Bills;

/// <summary>What an image is made of, as a CycloneDX 1.6 document (ECMA-424).</summary>
/// <param name="Json">The document, UTF-8. The same image and commit give the same bytes.</param>
/// <param name="SerialNumber"><c>urn:uuid:…</c>, worked out from the content.</param>
/// <param name="PackageCount">NuGet packages that the application runs with.</param>
/// <param name="BuildPackageCount">NuGet packages that only its build used.</param>
/// <param name="SystemPackageCount">Packages of the operating system.</param>
/// <param name="FileCount">Files of the application.</param>
public sealed record BillOfMaterials(byte[] Json, string SerialNumber, int PackageCount, int BuildPackageCount, int SystemPackageCount, int FileCount)
{
    /// <summary>The media type of an attachment (OCI referrer, in-toto predicate) that holds <see cref="Json"/>.</summary>
    public const string MediaType = "application/vnd.cyclonedx+json";

    /// <summary>Reads the image and the restored packages.</summary>
    /// <exception cref="PipelineException">PIPE3305, PIPE3401, PIPE3402.</exception>
    public static async Task<BillOfMaterials> CreateAsync(BillRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var image = await LayoutImage.ReadAsync(request.LayoutDirectory, request.Digest, cancellationToken);
        var contents = new ImageContents(request.ApplicationDirectory);
        await contents.ReadAsync(image, cancellationToken);

        var packages = Packages(request, contents);
        return new BillDocument(request, image, contents, packages, InstalledSystem.Of(contents)).Write();
    }

    // The restored graph has licences and what only the build used; the image says what of it runs.
    private static PackageGraph? Packages(BillRequest request, ImageContents contents)
    {
        var running = contents.ApplicationFiles.Where(x => x.Value.Content is not null)
            .Select(x => DependencyContext.Read(x.Value.Content!, x.Key)).OfType<PackageGraph>().ToList();
        if (request.AssetsFile is null)
            return running.Count > 0 ? Merged(running) : null;

        var restored = new AssetsFile(request.AssetsFile).Read(request.TargetFramework, request.RuntimeIdentifier);
        if (running.Count == 0)
            return restored;

        var merged = Merged(running);
        var nodes = restored.Nodes.ToDictionary(x => x.Key, x => x.Value with { IsRuntime = merged.Nodes.ContainsKey(x.Key) }, StringComparer.Ordinal);
        var added = merged.Nodes.Where(x => nodes.TryAdd(x.Key, x.Value)).Select(x => x.Key).ToList();
        return restored with { Nodes = nodes, Direct = [.. restored.Direct.Concat(merged.Direct.Where(added.Contains)).Distinct().Order(StringComparer.Ordinal)] };
    }

    // Several programs in one folder: the first by name is the application, and all that they load is in the image.
    private static PackageGraph Merged(List<PackageGraph> graphs)
    {
        var nodes = new Dictionary<string, PackageNode>(StringComparer.Ordinal);
        foreach (var (key, node) in graphs.SelectMany(x => x.Nodes))
            nodes.TryAdd(key, node);
        return graphs[0] with { Nodes = nodes, Direct = [.. graphs.SelectMany(x => x.Direct).Distinct().Order(StringComparer.Ordinal)] };
    }
}
