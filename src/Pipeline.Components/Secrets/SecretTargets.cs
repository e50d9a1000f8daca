using Pipeline.Components.Environments;
using Pipeline.Components.Rehearsal;
using Pipeline.Errors;
using Pipeline.Secrets;
using Pipeline.Secrets.Rotation;
using Pipeline.Secrets.Rotation.Observing;
using Serilog;

namespace Pipeline.Components.Secrets;

/// <summary>What the targets of <see cref="IRotateSecret"/> do.</summary>
internal static class SecretTargets
{
    /// <summary>True, or an exception that says which entry is missing or wrong.</summary>
    public static bool CanRotate(IRotateSecret build) =>
        EnvironmentCheck.HasSecretStore(build) && EnvironmentCheck.HasDatabase(build) && (build.ConfirmMoved || EnvironmentCheck.HasCluster(build));

    public static async Task RotateAsync(IRotateSecret build, bool isPlanOnly, CancellationToken cancellationToken)
    {
        var name = Name(build);
        await using var secrets = Open(build);
        await using var database = await DatabaseAsync(build, secrets, cancellationToken);
        using var pods = build.ConfirmMoved || isPlanOnly ? null : await PodsAsync(build, cancellationToken);
        var credential = build.RotationOf(name, database.Users)
            ?? throw new PipelineException(SecretTargetErrors.NotDeclared, $"Nobody said how '{name}' is rotated. Override RotationOf in the build, or write the new value with SetSecret.") { ExitCode = 2 };
        var rotation = new SecretRotation(new RotationRequest
        {
            Store = secrets.Store,
            Name = name,
            Credential = credential,
            // Without pods it is a plan, a person's word, or a rehearsal whose cluster doesn't run: its pods ended with it.
            VersionsInUse = pods is not null ? pods : new ConfirmedByPerson(),
            ObserveTimeout = build.ObserveTimeout,
            Progress = new RotationLog(),
        });

        Show(await rotation.PlanAsync(cancellationToken), secrets.Store);
        if (isPlanOnly)
            return;
        var outcome = await rotation.RunAsync(cancellationToken);
        build.ReportSummary(x =>
        {
            x["Secret"] = name.Value;
            x["Version"] = outcome.Version;
            x["Old one"] = outcome.IsDone ? "revoked" : "kept";
            return x;
        });
        if (!outcome.IsDone)
            throw new PipelineException(SecretErrors.RotationNotMoved, $"Version {outcome.Version} of '{name}' is current, and the old one was kept. {outcome.Summary} Run RotateSecret again to go on; --confirm-moved takes a person's word for it.");
    }

    public static async Task SetAsync(IRotateSecret build, CancellationToken cancellationToken)
    {
        var name = Name(build);
        var value = await ReadValueAsync(build.ValueFile!, cancellationToken);
        await using var secrets = Open(build);
        var current = await secrets.Store.GetAsync(name, null, cancellationToken);
        var written = await secrets.Store.PutAsync(name, value, new ExpectedVersion(current?.Version), cancellationToken);
        Log.Information("{Name} has version {Version} now{Before:l} in {Store:l}", name.Value, written.Version, current is null ? "" : $", after {current.Version},", secrets.Store.Description);
    }

    public static async Task ListAsync(IRotateSecret build, CancellationToken cancellationToken)
    {
        await using var secrets = Open(build);
        var names = await secrets.Store.ListAsync("", cancellationToken);
        foreach (var name in names)
            Log.Information("{Name:l}", name.Value);
        Log.Information("{Count} secrets in {Store:l}", names.Count, secrets.Store.Description);
    }

    private static EnvironmentSecrets Open(IRotateSecret build) => new(build, build.RehearsalDirectory!);

    private static SecretName Name(IRotateSecret build) => SecretName.TryParse(build.Secret, out var name)
        ? name
        : throw new PipelineException(SecretErrors.NotFound, $"'{build.Secret}' is no name of a secret: use lower-case letters, digits, - and _, with / between segments.") { ExitCode = 2 };

    private static async Task<RotatedDatabase> DatabaseAsync(IRotateSecret build, EnvironmentSecrets secrets, CancellationToken cancellationToken)
    {
        if (build.Database is { } database)
            return new RotatedDatabase(new MongoUsers(database.Uri, database.Name, build.DatabaseUserRoles, await secrets.AdminCredentialsAsync(database, cancellationToken)), null);
        var rehearsal = await RehearsalDatabase.OpenAsync(new RehearsalDirectory(build.RehearsalDirectory!), TimeProvider.System, cancellationToken);
        return new RotatedDatabase(new MongoUsers(rehearsal.Uri, build.RehearsalDatabaseName, build.DatabaseUserRoles, new DatabaseLogin(null, null)), rehearsal);
    }

    private static async Task<PodVersions?> PodsAsync(IRotateSecret build, CancellationToken cancellationToken)
    {
        if (build.IsRehearsal)
        {
            var running = await RunningServer.ReadAsync(new RehearsalDirectory(build.RehearsalDirectory!).Cluster(build.ImageName).StateFile, cancellationToken);
            if (running is not { IsRunning: true })
                return null;
        }

        var target = await build.TargetAsync(cancellationToken);
        return new PodVersions(target, new PodSelection(target.Namespace, build.SecretUsers, build.SecretUsersMetricsPort), build.IsRehearsal);
    }

    private static async Task<Secret> ReadValueAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var text = (await File.ReadAllTextAsync(file, cancellationToken)).TrimEnd('\r', '\n');
            if (text.Length > 0)
                return new Secret(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(SecretTargetErrors.NoValue, $"The value can't be read from {file}: {exception.Message}", exception) { ExitCode = 2 };
        }

        throw new PipelineException(SecretTargetErrors.NoValue, $"The file {file} is empty.") { ExitCode = 2 };
    }

    private static void Show(RotationPlan plan, ISecretStore store)
    {
        Log.Information("{Name:l} in {Store:l}: {Version:l}", plan.Name.Value, store.Description, plan.CurrentVersion is { } version ? $"version {version}" : "not there yet");
        if (plan.Began is { } began)
            Log.Information("A rotation began {Began:u} and goes on:", began);
        if (plan.Blocked is { } blocked)
            Log.Warning("It can't go on by itself: {Blocked:l}", blocked);
        foreach (var step in plan.Steps)
            Log.Information("  {Step,-8} {What:l}", step.Step, step.Message);
    }

    private sealed class RotationLog : IProgress<RotationProgress>
    {
        public void Report(RotationProgress value) => Log.Information("{Step}: {Message:l}", value.Step, value.Message);
    }

    private sealed record RotatedDatabase(MongoUsers Users, RehearsalDatabase? Rehearsal) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Users.Dispose();
            if (Rehearsal is not null)
                await Rehearsal.DisposeAsync();
        }
    }
}
