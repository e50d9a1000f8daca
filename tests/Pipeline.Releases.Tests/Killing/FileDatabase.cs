using System.Globalization;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Compatibility;
using Pipeline.Migrations.Planning;
using Pipeline.Releases.Databases;

namespace Pipeline.Releases.Tests.Killing;

/// <summary>A database that is a file with the versions that were applied. It has two migrations after version 1; version 1.0 of the application can't run with them where it is told so.</summary>
internal sealed class FileDatabase(string file) : IReleaseDatabase
{
    public const long First = 1;

    private static readonly long[] s_all = [First, 2, 3];

    public IReadOnlyList<long> Applied => File.Exists(file) ? [.. File.ReadAllLines(file).Select(x => long.Parse(x, CultureInfo.InvariantCulture))] : [First];

    /// <summary>Whether the earlier release can't run with what the new one brings.</summary>
    public bool IsStrict => File.Exists(file + ".strict");

    public void MakeStrict() => File.WriteAllText(file + ".strict", "");

    /// <summary>Whether what was applied can't be taken back.</summary>
    public bool IsOneWay { get; set; }

    /// <summary>What goes wrong when it is taken down; null for nothing.</summary>
    public string? DownFailure { get; set; }

    public Task<MigrationPlan> PlanAsync(MigrationPhase phase, CancellationToken cancellationToken)
    {
        var applied = Applied;
        return Task.FromResult(new MigrationPlan
        {
            Database = "file",
            Request = MigrationRequest.Up(phase: phase),
            Steps = phase == MigrationPhase.Contract ? [] : [.. s_all.Except(applied).Select(Step)],
            Findings = [],
            CurrentVersion = applied.Max(),
            AppliedCount = applied.Count,
            StateHash = string.Join(',', applied),
        });
    }

    public async Task<string?> RunAsync(MigrationPlan plan, CancellationToken cancellationToken)
    {
        foreach (var step in plan.Steps)
            await WriteAsync([.. Applied, step.Version], cancellationToken);
        return null;
    }

    public async Task<string?> TakeDownAsync(long version, CancellationToken cancellationToken)
    {
        if (DownFailure is not null)
            return DownFailure;
        await WriteAsync([.. Applied.Where(x => x <= version)], cancellationToken);
        return null;
    }

    public Task<SchemaFit> FitAsync(string applicationVersion, CancellationToken cancellationToken)
    {
        var fits = !IsStrict || applicationVersion != "1.0.0" || Applied.Max() == First;
        return Task.FromResult(new SchemaFit
        {
            CurrentVersion = Applied.Max(),
            Verdict = new SchemaVerdict(fits, fits ? "They go together." : "1.0.0 can't run with it."),
            DownTo = fits ? null : First,
            CanGoDown = !fits && !IsOneWay,
            DownReason = fits ? null : IsOneWay ? "Migration 3 can't be taken back." : "Taken back: 2, 3.",
        });
    }

    public Task<SchemaVerdict> FitAfterAsync(MigrationPhase phase, string applicationVersion, CancellationToken cancellationToken) => Task.FromResult(new SchemaVerdict(true, "They go together."));

    private async Task WriteAsync(IEnumerable<long> applied, CancellationToken cancellationToken)
    {
        await File.WriteAllLinesAsync(file + ".new", applied.Select(x => x.ToString(CultureInfo.InvariantCulture)), cancellationToken);
        File.Move(file + ".new", file, overwrite: true);
    }

    private static MigrationStep Step(long version) => new()
    {
        Version = version,
        Name = $"step {version}",
        Action = StepAction.Up,
        Phase = MigrationPhase.Expand,
        Kind = MigrationKind.Schema,
        File = $"M{version}.cs",
        Checksum = $"{version}",
    };
}
