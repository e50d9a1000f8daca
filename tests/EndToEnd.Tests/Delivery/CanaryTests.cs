using System.Text.Json;
using EndToEnd.Tests.Processes;
using Pipeline.Secrets;
using Pipeline.Secrets.Opening;
using Pipeline.Tests.Canaries;

namespace EndToEnd.Tests.Delivery;

/// <summary>
/// Plants secrets wherever the build meets any, runs it through its targets and their mistakes, and looks for each of them in all that was said, written
/// to a file, or handed to a process as an argument.
/// </summary>
[Collection(DeliveryGroup.Name)]
public sealed class CanaryTests(ProductCopy copy) : IAsyncLifetime
{
    private const string Overlay = "k8s/components/rehearsal/kustomization.yaml", Patch = "k8s/components/rehearsal/deployment.yaml", Staging = ".nuke/parameters.staging.json", StagingSecrets = "secrets-of-staging.json";

    /// <summary>Where secrets are kept on purpose; and what compilers wrote, which are no words of anybody.</summary>
    private static readonly string[] s_keepers =
    [
        Overlay, $"{StagingSecrets}.key", "src", "migrations", "build", "tests",
        $"{ProductCopy.Rehearsal}/signing-key", $"{ProductCopy.Rehearsal}/secrets.json.key",
        // What etcd is to another cluster.
        $"{ProductCopy.Rehearsal}/kubernetes/journal.jsonl",
    ];

    private readonly CanarySearch _canaries = new();
    private readonly List<string> _said = [];
    private readonly string _values = Directory.CreateTempSubdirectory("pipeline-values-").FullName;

    public Task InitializeAsync() => copy.ForgetRehearsalAsync();

    public Task DisposeAsync()
    {
        copy.Restore(Overlay);
        copy.Restore(Patch);
        File.Delete(copy.PathOf(Staging));
        Directory.Delete(_values, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Nothing_that_a_run_says_writes_or_hands_to_a_process_holds_a_secret()
    {
        await using var commandLines = new CommandLines();

        await SecretsAsync();
        await DeploymentAsync();
        await NamedEnvironmentAsync();
        await StoresAsync();

        Assert.Empty(_canaries.In("an argument of a process", commandLines.All));
        // Whoever puts a key into an address has put it into an argument; nobody else repeats it.
        await SaidAsync(2, "PlanMoveFiles", "--from", "file:///nowhere", "--to", $"s3://AKIDEXAMPLE:{_canaries.Plant("a key in an address")}@bucket/prefix");
        await SaidAsync(0, "Down");
        Assert.Empty(_canaries.In("what was said", string.Join('\n', _said)));
        var kept = _canaries.InFiles(copy.Root, s_keepers).Where(x => !IsRenderedManifest(x)).ToList();
        Assert.True(kept.Count == 0, string.Join('\n', kept));
        await AssertItCouldFailAsync(commandLines);
    }

    /// <summary>What <c>RenderManifests</c> wrote has the Secrets that the overlay's own sources spell out; no other secret.</summary>
    private static bool IsRenderedManifest(string found) =>
        found.StartsWith("a Secret ", StringComparison.Ordinal) && found.Contains(" in output/manifests/", StringComparison.Ordinal);

    /// <summary>Written, rotated and listed in the rehearsal, with mistakes.</summary>
    private async Task SecretsAsync()
    {
        await SaidAsync(0, "SetSecret", "ListSecrets", "--secret", "agentkit/staging/platforms/canary", "--value-file", ValueFile(_canaries.PlantOdd("the secret in the rehearsal's store")));
        await SaidAsync(2, "SetSecret", "--secret", "agentkit/staging/platforms/canary", "--value-file", Path.Combine(_values, "nowhere"));
        await SaidAsync(2, "RotateSecret", "--secret", "agentkit/staging/platforms/canary", "--confirm-moved");
        foreach (var turn in (string[])["first", "second"])
        {
            await SaidAsync(0, "PlanRotation", "RotateSecret", "--secret", "agentkit/staging/database/app", "--confirm-moved");
            _canaries.Add($"the {turn} password of the database", await PasswordAsync());
        }

        await SaidAsync(0, "PlanMigrations", "Migrate");
    }

    /// <summary>A Secret in the manifests, another value of it, and pods that don't start because it is too short for a key.</summary>
    private async Task DeploymentAsync()
    {
        var before = $"{await File.ReadAllTextAsync(copy.PathOf(Overlay))}secretGenerator:\n  - name: canary\n    literals:\n      - value=";
        await File.WriteAllTextAsync(copy.PathOf(Overlay), $"{before}{_canaries.Plant("a Secret of the manifests")}\n");
        await SaidAsync(0, "Deploy");
        _canaries.Add("the key that the pods sign with", (await File.ReadAllTextAsync(copy.PathOf($"{ProductCopy.Rehearsal}/signing-key"))).Trim());

        await File.WriteAllTextAsync(copy.PathOf(Overlay), $"{before}{_canaries.Plant("a Secret that pods can't use")}\n");
        copy.Replace(Patch, "progressDeadlineSeconds: 60", "progressDeadlineSeconds: 5");
        copy.Replace(Patch, "name: rehearsal\n                  key: AGENTKIT_SIGNING_KEY", "name: canary\n                  key: value");
        await SaidAsync(0, "DiffManifests");
        Assert.Contains("AGENTKIT_SIGNING_KEY", (await SaidAsync(1, "Deploy")).All, StringComparison.Ordinal);
        await SaidAsync(0, "Releases");
    }

    /// <summary>An environment with a store of its own, whose database refuses both users.</summary>
    private async Task NamedEnvironmentAsync()
    {
        await File.WriteAllTextAsync(copy.PathOf(Staging), JsonSerializer.Serialize(new
        {
            SecretStore = $"encrypted:{StagingSecrets}",
            Database = new
            {
                Uri = (await File.ReadAllTextAsync(copy.PathOf($"{ProductCopy.Rehearsal}/mongodb.ready"))).Trim(),
                Name = "agentkit",
                UserName = "migrator",
                PasswordVariable = "CANARY_PASSWORD",
                AdminUserName = "admin",
                AdminPassword = "secret://agentkit/staging/database/admin#password",
            },
        }));
        var value = JsonSerializer.Serialize(new { username = "admin", password = _canaries.PlantOdd("the password of the database's administrator") });
        var variables = new Dictionary<string, string> { ["CANARY_PASSWORD"] = _canaries.PlantOdd("the password of the user that migrates") };
        await SaidAsync(0, variables, "SetSecret", "--environment", "staging", "--secret", "agentkit/staging/database/admin", "--value-file", ValueFile(value));
        await SaidAsync(null, variables, "RotateSecret", "--environment", "staging", "--secret", "agentkit/staging/database/app", "--confirm-moved");
        await SaidAsync(null, variables, "PlanMigrations", "--environment", "staging");
        await SaidAsync(null, variables, "Doctor", "--environment", "staging");
    }

    /// <summary>Keys of object stores: one that isn't there, one whose keys are none.</summary>
    private async Task StoresAsync()
    {
        var folder = new Uri(Directory.CreateDirectory(copy.PathOf("output/files")).FullName).AbsoluteUri;
        await SaidAsync(null, new Dictionary<string, string> { ["MOVE_TO_ENDPOINT"] = "http://127.0.0.1:1", ["MOVE_TO_REGION"] = "eu-central-1", ["MOVE_TO_ACCESS_KEY_ID"] = "AKIDEXAMPLE", ["MOVE_TO_SECRET_ACCESS_KEY"] = _canaries.PlantOdd("the secret key of S3") }, "PlanMoveFiles", "--from", folder, "--to", "s3://bucket/prefix");
        await SaidAsync(null, new Dictionary<string, string> { ["MOVE_TO_ACCOUNT_KEY"] = _canaries.PlantOdd("the key of an Azure account") }, "PlanMoveFiles", "--from", folder, "--to", "azblob://account/container");
        await SaidAsync(null, new Dictionary<string, string> { ["MOVE_TO_CONNECTION_STRING"] = _canaries.Plant("a connection string") }, "PlanMoveFiles", "--from", folder, "--to", "azblob://account/container");
    }

    /// <summary>The search finds what is planted in a log in each form, and in the arguments of a process.</summary>
    private async Task AssertItCouldFailAsync(CommandLines commandLines)
    {
        var planted = _canaries.PlantOdd("planted");
        foreach (var form in (string[])[planted, Uri.EscapeDataString(planted), JsonSerializer.Serialize(planted), Convert.ToBase64String([1, .. System.Text.Encoding.UTF8.GetBytes(planted), 2])])
        {
            await File.WriteAllTextAsync(copy.PathOf($"{ProductCopy.Rehearsal}/planted.log"), $"a line\n2026-11-23 {form} and more\n");
            Assert.Contains(_canaries.InFiles(copy.Root, s_keepers), x => x.StartsWith("planted", StringComparison.Ordinal));
            Assert.NotEmpty(_canaries.In("what was said", $"{string.Join('\n', _said)}{form}"));
        }

        File.Delete(copy.PathOf($"{ProductCopy.Rehearsal}/planted.log"));
        if (!OperatingSystem.IsLinux())
            return;
        using var process = Child.Start("sh", ["-c", "read line", planted], copy.Root, keepsInputOpen: true);
        await Poll.UntilAsync(() => _canaries.In("an argument", commandLines.All).Any(x => x.StartsWith("planted", StringComparison.Ordinal)), "the argument of a running process is seen");
    }

    private async Task<string> PasswordAsync()
    {
        await using var store = SecretStores.Open(new EncryptedFileLocation(copy.PathOf($"{ProductCopy.Rehearsal}/secrets.json"), null, null), new SecretStoreOptions());
        using var value = JsonDocument.Parse((await store.GetAsync(SecretName.Parse("agentkit/staging/database/app"), null, CancellationToken.None))!.Value.Reveal());
        return value.RootElement.GetProperty("password").GetString()!;
    }

    private string ValueFile(string value)
    {
        var file = Path.Combine(_values, Guid.NewGuid().ToString("N"));
        File.WriteAllText(file, value);
        return file;
    }

    /// <param name="exitCode">How it must end; null for any failure.</param>
    /// <param name="arguments">Of the build.</param>
    private Task<Finished> SaidAsync(int? exitCode, params string[] arguments) => SaidAsync(exitCode, new Dictionary<string, string>(), arguments);

    private async Task<Finished> SaidAsync(int? exitCode, Dictionary<string, string> environment, params string[] arguments)
    {
        var finished = await copy.ChildAsync(environment, arguments);
        Assert.True(exitCode is null ? finished.ExitCode != 0 : finished.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {finished.All}");
        _said.Add(finished.All);
        return finished;
    }
}
