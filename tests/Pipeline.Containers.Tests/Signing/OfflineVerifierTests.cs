using Pipeline.Containers.Bills;
using Pipeline.Containers.Building;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Signing.Attesting;
using Pipeline.Containers.Signing.Keys;
using Pipeline.Containers.Signing.Verifying;
using Pipeline.Errors;

namespace Pipeline.Containers.Tests.Signing;

/// <summary>A release as files, verified without a network; and each of its parts tampered with.</summary>
public sealed class OfflineVerifierTests : IDisposable
{
    private readonly PublishedApplication application = new();

    public void Dispose() => application.Dispose();

    [Fact]
    public async Task A_release_is_verified_from_folder_and_archive_with_bundle_or_referrers()
    {
        var (image, bundle, bill) = await ReleaseAsync();
        var lines = Path.Combine(application.Root, "release.intoto.jsonl");
        await File.WriteAllBytesAsync(lines, (await AttestationBundle.ReadAsync(bundle, default)).ToJsonLines());

        foreach (var files in (ReleaseFiles[])
        [
            new() { Image = image.LayoutDirectory },
            new() { Image = image.LayoutDirectory, Attestations = bundle, Bill = bill },
            new() { Image = image.ArchivePath!, Attestations = bundle, Bill = bill },
            new() { Image = image.ArchivePath!, Attestations = lines },
        ])
        {
            var verdict = await VerifyAsync(files);
            verdict.Require();
            Assert.Equal((image.Digest, "ci"), (verdict.Image, Assert.Single(verdict.SignedBy)));
            Assert.Contains(verdict.Checks, x => x is { Step: VerificationStep.Content, Outcome: CheckOutcome.Passed });
        }
    }

    [Fact]
    public async Task An_image_with_a_changed_layer_is_refused()
    {
        var (image, bundle, _) = await ReleaseAsync();
        var layer = Path.Combine(image.LayoutDirectory, "blobs", "sha256", image.Layers[0].Digest.Hex);
        var content = await File.ReadAllBytesAsync(layer);
        content[^1] ^= 1;
        await File.WriteAllBytesAsync(layer, content);

        var verdict = await VerifyAsync(new ReleaseFiles { Image = image.LayoutDirectory, Attestations = bundle });

        var failed = Assert.Single(verdict.Failures);
        Assert.Equal(VerificationStep.Content, failed.Step);
        Assert.Contains(image.Layers[0].Digest.ToString(), failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_image_in_its_place_is_refused_though_it_is_whole()
    {
        var (_, bundle, _) = await ReleaseAsync();
        application.Write("App.dll", "MZ evil");
        var other = await new LayoutImageBuilder().BuildAsync(application.Request("other"));

        var verdict = await VerifyAsync(new ReleaseFiles { Image = other.LayoutDirectory, Attestations = bundle });

        Assert.All(verdict.Failures.Where(x => x.Step == VerificationStep.Subject), x => Assert.Contains("it is about", x.Detail, StringComparison.Ordinal));
        Assert.Contains(verdict.Failures, x => x.Step == VerificationStep.Presence);
        Assert.Empty(verdict.SignedBy);
    }

    [Theory]
    [InlineData("Acme.Core", "Acme.Care")]
    [InlineData("CycloneDX", "CycloneDY")]
    [InlineData("{", "")]
    public async Task A_changed_bill_of_materials_is_refused(string before, string after)
    {
        var (image, bundle, bill) = await ReleaseAsync();
        var text = await File.ReadAllTextAsync(bill);
        await File.WriteAllTextAsync(bill, text.Replace(before, after, StringComparison.Ordinal));

        var verdict = await VerifyAsync(new ReleaseFiles { Image = image.LayoutDirectory, Attestations = bundle, Bill = bill });

        var failed = Assert.Single(verdict.Failures);
        Assert.Equal((VerificationStep.Document, bill), (failed.Step, failed.About));
        Assert.Contains("PIPE3508", (await Assert.ThrowsAsync<PipelineException>(() => Task.Run(verdict.Require))).Code.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bill_beside_the_image_that_nobody_attested_is_refused()
    {
        var (image, _, _) = await ReleaseAsync();
        await new LayoutReferrers(image.LayoutDirectory).AttachAsync(image.Digest, Bill("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"name":"x"}]}"""u8.ToArray()), default);

        var verdict = await VerifyAsync(new ReleaseFiles { Image = image.LayoutDirectory });

        Assert.Equal(VerificationStep.Document, Assert.Single(verdict.Failures).Step);
    }

    [Fact]
    public async Task A_changed_statement_and_a_bundle_with_a_changed_file_are_refused()
    {
        var (image, bundle, _) = await ReleaseAsync();
        var lines = Path.Combine(application.Root, "changed.jsonl");
        await File.WriteAllTextAsync(lines, System.Text.Encoding.UTF8.GetString((await AttestationBundle.ReadAsync(bundle, default)).ToJsonLines()).Replace("\"payload\":\"eyJ", "\"payload\":\"eyK", StringComparison.Ordinal));
        var envelope = Directory.GetFiles(bundle, "sbom.*").Single();
        await File.AppendAllTextAsync(envelope, " ");

        var verdict = await VerifyAsync(new ReleaseFiles { Image = image.LayoutDirectory, Attestations = lines });

        Assert.Contains(verdict.Failures, x => x.Step == VerificationStep.Signature);
        Assert.Contains(Path.GetFileName(envelope), (await Refused.WithAsync("PIPE3506", () => VerifyAsync(new ReleaseFiles { Image = image.LayoutDirectory, Attestations = bundle }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_is_refused()
    {
        var (image, bundle, _) = await ReleaseAsync();

        var verdict = await VerifyAsync(new ReleaseFiles { Image = image.LayoutDirectory, Attestations = bundle }, new TrustSet([new TrustedKey { Name = "other", Key = Release.Stranger.PublicKey }]));

        Assert.Contains(verdict.Failures, x => x.Step == VerificationStep.Signature && x.Detail.Contains("no trusted key", StringComparison.Ordinal));
        Assert.False(verdict.IsVerified);
    }

    [Fact]
    public async Task What_is_no_image_is_refused_by_name()
    {
        var file = application.Write("../notes.tar", "no tar");

        var refused = await Assert.ThrowsAsync<RegistryException>(() => VerifyAsync(new ReleaseFiles { Image = file }));
        var missing = await Assert.ThrowsAsync<RegistryException>(() => VerifyAsync(new ReleaseFiles { Image = file + ".gone" }));
        var folder = await Assert.ThrowsAsync<RegistryException>(() => VerifyAsync(new ReleaseFiles { Image = application.PublishDirectory }));

        Assert.All([refused, missing, folder], x => Assert.Equal("PIPE3111", x.Code.Id));
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    // Signed, with the bill of materials and the attestations beside the image and as files.
    private async Task<(BuiltImage Image, string Bundle, string Bill)> ReleaseAsync()
    {
        var image = await new LayoutImageBuilder().BuildAsync(application.Request());
        var attestations = AttestationBundle.Of(Release.Attestations(image: image.Digest));
        var (bundle, bill) = (Path.Combine(application.Root, "attestations"), Path.Combine(application.Root, "app.cdx.json"));
        var json = System.Text.Encoding.UTF8.GetBytes(Release.Sbom.Document.ToJsonString());
        await attestations.WriteAsync(bundle, default);
        await File.WriteAllBytesAsync(bill, json);
        var layout = new LayoutReferrers(image.LayoutDirectory);
        await layout.AttachAsync(image.Digest, Bill(json), default);
        await attestations.AttachAsync(image.Digest, layout, default);
        return (image, bundle, bill);
    }

    private static ReferrerArtifact Bill(byte[] json) => new(BillOfMaterials.MediaType, BillOfMaterials.MediaType, json, new Dictionary<string, string>());

    private static Task<ReleaseVerdict> VerifyAsync(ReleaseFiles files, TrustSet? trusted = null) =>
        new OfflineVerifier(new ReleaseVerifier(trusted ?? Release.Trusted, Release.Policy, new Scanning.SetTime(Release.Now))).VerifyAsync(files, default);
}
