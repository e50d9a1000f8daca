using System.Formats.Tar;
using Pipeline.Containers.Bills;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Registries.Manifests;
using Pipeline.Containers.Registries.Transfer;
using Pipeline.Containers.Signing.Attesting;
using Pipeline.Containers.Signing.Json;
using Pipeline.Containers.Signing.Statements;
using Pipeline.Errors;

namespace Pipeline.Containers.Signing.Verifying;

/// <summary>Verifies a release from files alone: that the image is whole, that its attestations hold, and that the bill of materials beside it is the attested one.</summary>
/// <param name="verifier">Decides about the attestations.</param>
public sealed class OfflineVerifier(ReleaseVerifier verifier)
{
    /// <summary>Verifies. What is wrong with the release is in the verdict.</summary>
    /// <exception cref="PipelineException">PIPE3111: there is no image to ask about; PIPE3506, PIPE3507: the attestations can't be read.</exception>
    public async Task<ReleaseVerdict> VerifyAsync(ReleaseFiles files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (Directory.Exists(files.Image))
            return await VerifyAsync(files, files.Image, cancellationToken);

        var unpacked = Directory.CreateTempSubdirectory("pipeline-verify-").FullName;
        try
        {
            await UnpackAsync(files.Image, unpacked, cancellationToken);
            return await VerifyAsync(files, unpacked, cancellationToken);
        }
        finally
        {
            Directory.Delete(unpacked, recursive: true);
        }
    }

    private async Task<ReleaseVerdict> VerifyAsync(ReleaseFiles files, string directory, CancellationToken cancellationToken)
    {
        var layout = new LayoutFolder(directory);
        var image = await layout.FindAsync(new ImageReference("localhost", "image", null, files.Digest), cancellationToken);
        var content = await ContentAsync(layout, image, files.Image, cancellationToken);
        var verdict = verifier.Verify(image, await BundleAsync(files, directory, image, cancellationToken));
        return verdict with { Checks = [content, .. verdict.Checks, .. await BillsAsync(files, directory, verdict, cancellationToken)] };
    }

    // Every blob, since a digest alone says nothing of what lies under it.
    private static async Task<VerificationCheck> ContentAsync(LayoutFolder layout, Digest image, string name, CancellationToken cancellationToken)
    {
        try
        {
            var documents = await ManifestTree.ReadAsync(image, layout.ManifestAsync, cancellationToken);
            var blobs = documents.SelectMany(x => x.Blobs).DistinctBy(x => x.Digest).ToList();
            foreach (var blob in blobs)
                await layout.BlobAsync(blob, cancellationToken);
            return VerificationCheck.Of(VerificationStep.Content, name, holds: true, $"{documents.Count} manifests and {blobs.Count} blobs are what their digests say");
        }
        catch (RegistryException error)
        {
            return VerificationCheck.Of(VerificationStep.Content, name, holds: false, error.Message);
        }
    }

    private static async Task<AttestationBundle> BundleAsync(ReleaseFiles files, string layout, Digest image, CancellationToken cancellationToken) => files.Attestations switch
    {
        null => await AttestationBundle.FetchAsync(image, new LayoutReferrers(layout), cancellationToken),
        var path when File.Exists(path) => AttestationBundle.FromJsonLines(await File.ReadAllBytesAsync(path, cancellationToken)),
        var path => await AttestationBundle.ReadAsync(path, cancellationToken),
    };

    private static async Task<IReadOnlyList<VerificationCheck>> BillsAsync(ReleaseFiles files, string layout, ReleaseVerdict verdict, CancellationToken cancellationToken)
    {
        var attested = verdict.Attestations.Select(x => x.Statement.Predicate).OfType<CycloneDxBom>().Select(x => Digest.Of(CanonicalJson.Bytes(x.Document))).ToHashSet();
        var bills = files.Bill is { } path
            ? [(path, await File.ReadAllBytesAsync(path, cancellationToken))]
            : (await new LayoutReferrers(layout).ReferrersAsync(verdict.Image, BillOfMaterials.MediaType, cancellationToken)).Select(x => ($"referrer {Digest.Of(x.Content)}", x.Content)).ToList();
        return [.. bills.Select(x => Check(x.Item1, x.Item2, attested))];
    }

    private static VerificationCheck Check(string name, byte[] bill, HashSet<Digest> attested)
    {
        try
        {
            var holds = attested.Contains(Digest.Of(CanonicalJson.Bytes(CycloneDxBom.Parse(bill).Document)));
            return VerificationCheck.Of(VerificationStep.Document, name, holds, holds ? "it is the bill of materials that was attested" : "it isn't the bill of materials that was attested: it was changed, or is another image's");
        }
        catch (Exception error) when (error is PipelineException or FormatException)
        {
            return VerificationCheck.Of(VerificationStep.Document, name, holds: false, error.Message);
        }
    }

    private static async Task UnpackAsync(string archive, string directory, CancellationToken cancellationToken)
    {
        try
        {
            await TarFile.ExtractToDirectoryAsync(archive, directory, overwriteFiles: false, cancellationToken);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or FormatException)
        {
            throw new RegistryException(RegistryErrors.UnusableLayout, $"'{archive}' is neither an OCI layout nor an OCI archive that can be read: {error.Message} Name the folder or the .tar of an image.");
        }
    }
}
