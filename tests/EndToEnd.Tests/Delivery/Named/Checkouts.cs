using EndToEnd.Tests.Processes;
using Pipeline.Releases.Proving;

namespace EndToEnd.Tests.Delivery.Named;

/// <summary>The copy as jobs of a workflow have it: one commit of a repository on GitHub; and jobs after the one that built, which have nothing of what that left.</summary>
internal sealed class Checkouts(ProductCopy copy, string trivyFolder)
{
    private const string Kept = "output.of-the-build";

    /// <summary>What a workflow's job tells its steps.</summary>
    private readonly Dictionary<string, string> _job = new()
    {
        ["PATH"] = $"{trivyFolder}:{Environment.GetEnvironmentVariable("PATH")}",
        ["GITHUB_SERVER_URL"] = "https://github.com",
        ["GITHUB_REPOSITORY"] = "acme/agentkit",
        ["GITHUB_WORKFLOW_REF"] = "acme/agentkit/.github/workflows/ci-cd.yml@refs/heads/main",
        ["GITHUB_REF"] = "refs/heads/main",
        ["GITHUB_RUN_ID"] = "42",
        ["GITHUB_ACTOR"] = "ana",
    };

    public async Task CommitAsync()
    {
        if (!Directory.Exists(copy.PathOf(".git")))
        {
            await GitAsync("init", "--quiet", "--initial-branch", "main");
            await GitAsync("remote", "add", "origin", "https://github.com/acme/agentkit.git");
        }

        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=Ana", "-c", "user.email=ana@example.com", "commit", "--quiet", "--message", "Named environments");
    }

    /// <summary>What the workflow's jobs <c>test</c> and <c>gates</c> hand over: all tests passed, of exactly these files.</summary>
    public async Task TestedAsync()
    {
        await GitAsync("add", "--all");
        var tree = (await GitAsync("write-tree")).Out.Trim();
        await new EvidenceFolder(copy.PathOf("output/evidence")).WriteAsync(
            new EvidenceRecord
            {
                Kind = Evidence.Tests.Name,
                Result = EvidenceResult.Passed,
                At = DateTimeOffset.UtcNow,
                Inputs = [new EvidenceInput("sources", tree)],
                Figures = new Dictionary<string, string> { ["passed"] = "9471", ["failed"] = "0", ["skipped"] = "0" },
            },
            default);
    }

    public async Task<Finished> RunAsync(params string[] arguments) => (await ChildAsync(arguments)).AssertSuccess();

    public Task<Finished> ChildAsync(params string[] arguments) => copy.ChildAsync(_job, arguments);

    /// <summary>The same from a machine that has only the checkout: what it says of images, it has from the registry.</summary>
    public async Task<Finished> ElsewhereAsync(params string[] arguments)
    {
        Directory.Move(copy.PathOf("output"), copy.PathOf(Kept));
        try
        {
            return await ChildAsync(arguments);
        }
        finally
        {
            if (Directory.Exists(copy.PathOf("output")))
                Directory.Delete(copy.PathOf("output"), recursive: true);
            Directory.Move(copy.PathOf(Kept), copy.PathOf("output"));
        }
    }

    /// <summary>Takes the copy back to what the repository has.</summary>
    public void Forget()
    {
        foreach (var folder in (string[])[".git", "output/evidence", "output/images", "output/release", "output/sbom", "output/scan", ".nuke/temp/trivy"])
        {
            if (Directory.Exists(copy.PathOf(folder)))
                Directory.Delete(copy.PathOf(folder), recursive: true);
        }

        foreach (var file in (string[])[".nuke/parameters.staging.json", ".nuke/parameters.production.json", ".nuke/trusted-keys.json"])
            File.Delete(copy.PathOf(file));
        foreach (var file in (string[])["k8s/overlays/staging/kustomization.yaml", "k8s/overlays/production/kustomization.yaml", ".nuke/trivy.lock.json"])
            copy.Restore(file);
    }

    private async Task<Finished> GitAsync(params string[] arguments) => (await Child.RunAsync("git", arguments, copy.Root)).AssertSuccess();
}
