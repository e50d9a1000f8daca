using System.Text;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Signing.Attesting;

namespace Pipeline.Containers.Tests.Signing;

public sealed class BundleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly AttestationBundle bundle = AttestationBundle.Of(Release.Attestations());

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_bundle_survives_its_folder_whose_files_say_what_they_are()
    {
        await bundle.WriteAsync(folder.Root, default);

        var again = await AttestationBundle.ReadAsync(folder.Root, default);

        Assert.Equal(bundle.Entries.Select(x => x.Name).Order(), again.Entries.Select(x => x.Name));
        Assert.Equal(["evidence", "provenance", "sbom", "scan", "tests"], again.Entries.Select(x => x.Name.Split('.')[0]));
        Assert.True(Release.Verify(again).IsVerified);
    }

    [Fact]
    public async Task A_bundle_replaces_the_one_before_and_leaves_other_files_alone()
    {
        await File.WriteAllTextAsync(folder.PathOf("record.json"), "{}");
        await bundle.WriteAsync(folder.Root, default);
        await AttestationBundle.Of(Release.Attest(Release.Tests)).WriteAsync(folder.Root, default);

        Assert.Equal("tests", Assert.Single((await AttestationBundle.ReadAsync(folder.Root, default)).Entries).Name.Split('.')[0]);
        Assert.True(File.Exists(folder.PathOf("record.json")));
    }

    [Fact]
    public async Task Every_flipped_byte_of_a_bundle_in_files_is_refused()
    {
        await AttestationBundle.Of(Release.Attest(Release.Tests)).WriteAsync(folder.Root, default);
        var file = Directory.GetFiles(folder.Root, "tests.*").Single();
        var content = await File.ReadAllBytesAsync(file);

        for (var i = 0; i < content.Length; i += 7)
        {
            var changed = content.ToArray();
            changed[i] ^= 1;
            await File.WriteAllBytesAsync(file, changed);
            await Refused.WithAsync("PIPE3506", () => AttestationBundle.ReadAsync(folder.Root, default));
        }
    }

    [Fact]
    public async Task Files_that_are_cut_off_missing_or_added_are_refused()
    {
        await bundle.WriteAsync(folder.Root, default);
        var file = Directory.GetFiles(folder.Root, "sbom.*").Single();
        var content = await File.ReadAllBytesAsync(file);

        await File.WriteAllBytesAsync(file, content[..^1]);
        Assert.Contains("bytes, not the", (await RefusedAsync()).Message);
        File.Delete(file);
        Assert.Contains("is missing", (await RefusedAsync()).Message);
        await File.WriteAllBytesAsync(file, content);
        await File.WriteAllTextAsync(folder.PathOf("extra.dsse.json"), "{}");
        Assert.Contains("'extra.dsse.json' that its list doesn't name", (await RefusedAsync()).Message);
    }

    [Theory]
    [InlineData("{", "damaged")]
    [InlineData("""{"attestations":[{"file":"../x","size":1,"digest":"d"}]}""", "no plain file name")]
    [InlineData("""{"attestations":[{"file":"x"}]}""", "is missing")]
    public async Task A_list_that_is_wrong_is_refused(string list, string reason)
    {
        await File.WriteAllTextAsync(folder.PathOf("attestations.json"), list);

        Assert.Contains(reason, (await RefusedAsync()).Message);
    }

    [Fact]
    public async Task A_folder_without_a_list_or_with_a_huge_one_is_no_bundle()
    {
        Assert.Contains("has no attestations.json", (await RefusedAsync()).Message);
        await File.WriteAllBytesAsync(folder.PathOf("attestations.json"), new byte[2 * 1024 * 1024]);
        Assert.Contains("too large", (await RefusedAsync()).Message);
    }

    [Fact]
    public void A_bundle_survives_JSON_lines()
    {
        var lines = Encoding.UTF8.GetString(bundle.ToJsonLines());

        var again = AttestationBundle.FromJsonLines(Encoding.UTF8.GetBytes("\r\n" + lines.ReplaceLineEndings("\r\n")));

        Assert.Equal(5, lines.Count(x => x == '\n'));
        Assert.Equal(bundle.Entries.Select(x => x.Content.ToArray()), again.Entries.Select(x => x.Content.ToArray()));
        Assert.Equal("line 2", again.Entries[0].Name);
    }

    [Fact]
    public void An_envelope_of_several_lines_becomes_one()
    {
        var pretty = new AttestationBundle([new BundleEntry("p", "{\n  \"a\": 1\r\n}\n"u8.ToArray())]);

        Assert.Equal("{   \"a\": 1 }\n", Encoding.UTF8.GetString(pretty.ToJsonLines()));
    }

    [Fact]
    public void Two_bundles_make_one_without_doubles() => Assert.Equal(5, bundle.With(bundle).Entries.Count);

    [Fact]
    public async Task An_entry_that_is_no_envelope_is_kept_for_the_verifier_to_refuse()
    {
        await new AttestationBundle([new BundleEntry("x", "{}"u8.ToArray())]).WriteAsync(folder.Root, default);

        Assert.StartsWith("attestation.", Assert.Single((await AttestationBundle.ReadAsync(folder.Root, default)).Entries).Name);
    }

    [Fact]
    public async Task Referrers_carry_the_predicates_type_and_come_back()
    {
        var registry = new Shelf();

        await bundle.AttachAsync(Release.Image, registry, default);
        var again = await AttestationBundle.FetchAsync(Release.Image, registry, default);

        Assert.Equal("https://slsa.dev/provenance/v1", registry.Artifacts[0].Annotations["in-toto.io/predicate-type"]);
        Assert.All(registry.Artifacts, x => Assert.Equal(("application/vnd.in-toto+json", "application/vnd.dsse.envelope.v1+json"), (x.ArtifactType, x.MediaType)));
        Assert.True(Release.Verify(again).IsVerified);
    }

    private Task<Pipeline.Errors.PipelineException> RefusedAsync() => Refused.WithAsync("PIPE3506", () => AttestationBundle.ReadAsync(folder.Root, default));

    private sealed class Shelf : IReferrerSink, IReferrerSource
    {
        public List<ReferrerArtifact> Artifacts { get; } = [];

        public Task AttachAsync(Digest subject, ReferrerArtifact artifact, CancellationToken cancellationToken)
        {
            Artifacts.Add(artifact);
            return Task.CompletedTask;
        }

        // A registry without filtering gives everything (OCI distribution-spec): the client filters.
        public Task<IReadOnlyList<ReferrerArtifact>> ReferrersAsync(Digest subject, string artifactType, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ReferrerArtifact>>([.. Artifacts, new ReferrerArtifact("application/vnd.cyclonedx+json", "m", [], new Dictionary<string, string>())]);
    }
}
