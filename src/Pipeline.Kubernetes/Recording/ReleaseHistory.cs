using Pipeline.Errors;

namespace Pipeline.Kubernetes.Recording;

/// <summary>The records of an application, and what follows from them.</summary>
internal sealed class ReleaseHistory
{
    private readonly HashSet<int> _unsettled;

    public ReleaseHistory(IEnumerable<ReleaseRecord> records)
    {
        var all = records.OrderByDescending(x => x.Number).ToList();
        Current = all.Where(x => x.Release.State == ReleaseState.Deployed).MaxBy(x => x.Release.Sequence);
        _unsettled = [.. all.Where(x => x.Release.State == ReleaseState.Deployed && x != Current).Select(x => x.Number)];
        Records = [.. all.Select(Settled)];
    }

    /// <summary>The latest number first.</summary>
    public IReadOnlyList<ReleaseRecord> Records { get; }

    /// <summary>The release that is deployed.</summary>
    public ReleaseRecord? Current { get; }

    public int NextSequence => Records.Select(x => x.Release.Sequence).DefaultIfEmpty().Max() + 1;

    /// <summary>All that may be in the cluster: of the deployed release, and of those that were begun since, whatever became of them.</summary>
    public IReadOnlyList<ObjectReference> Inventory => [.. Records
        .Where(x => x.Release.Sequence >= (Current?.Release.Sequence ?? 0))
        .OrderBy(x => x.Release.Sequence)
        .SelectMany(x => x.Release.Objects.Concat(x.Leftovers))
        .DistinctBy(x => x.Identity)];

    /// <summary>The release to go back to when this one fails: the last that was ready. One that a killed rollback was going back to counts too.</summary>
    public ReleaseRecord? LastGoodBut(int number) => Records
        .Where(x => x.Number != number && x.Release is { DeployedAt: not null, State: ReleaseState.Deployed or ReleaseState.Superseded or ReleaseState.Pending })
        .MaxBy(x => x.Release.Sequence);

    /// <summary>The number of a set: that of its release where it has one already, or the next.</summary>
    /// <exception cref="PipelineException">PIPE4120: the number that is asked for can't be this set's.</exception>
    public int NumberOf(string setHash, int? asked)
    {
        if (asked is not { } number)
        {
            var latest = Records.Count == 0 ? null : Records[0];
            return Current?.Release.SetHash == setHash ? Current.Number : latest?.Release.SetHash == setHash ? latest.Number : (latest?.Number ?? 0) + 1;
        }

        if (CanBe(number, setHash))
            return number;
        throw new PipelineException(DeployErrors.NumberTaken, (Records.FirstOrDefault(x => x.Number == number) is { } taken && taken.Release.SetHash != setHash
            ? $"Release {number} of {taken.Release.Application} has other objects than this set (it was {taken.Release.State.ToString().ToLowerInvariant()}, {taken.Release.ChangedAt:u}). Give"
            : $"Release {number} of {Current!.Release.Application} is earlier than {Current.Number}, which is deployed. Go back with Rollback, or give")
            + $" the next number, {Records[0].Number + 1}.") { ExitCode = 2 };
    }

    /// <summary>Whether a number is free, or this very set's, and not earlier than what is deployed.</summary>
    public bool CanBe(int number, string setHash) => !(Current is { } current && number < current.Number) && Records.All(x => x.Number != number || x.Release.SetHash == setHash);

    /// <summary>The release that a rollback goes to: the one that is asked for, or else the last good one before what was put in place last.</summary>
    /// <exception cref="PipelineException">PIPE4123.</exception>
    public ReleaseRecord Earlier(string application, int? asked)
    {
        var latest = Records.MaxBy(x => x.Release.Sequence);
        var good = Records.Where(x => x.Release is { DeployedAt: not null, State: not ReleaseState.Failed }).ToList();
        var found = asked is { } number ? good.Find(x => x.Number == number)
            : latest is { Release: { State: ReleaseState.Pending, DeployedAt: not null } } ? latest
            : latest is null ? null : LastGoodBut(latest.Number);
        return found ?? throw new PipelineException(
            DeployErrors.NoSuchRelease,
            $"{application} has no {(asked is null ? "earlier release" : $"release {asked}")} that was ready. {(good.Count == 0 ? "None ever was." : $"It can go back to {string.Join(", ", good.Select(x => x.Number))}.")}") { ExitCode = 2 };
    }

    /// <summary>Whether a record still says deployed, although a later one does too.</summary>
    public bool IsUnsettled(ReleaseRecord record) => _unsettled.Contains(record.Number);

    // A run may have been killed between the new release's mark and the old one's.
    private ReleaseRecord Settled(ReleaseRecord record) => IsUnsettled(record)
        ? record with { Release = record.Release with { State = record.Number > Current!.Number ? ReleaseState.RolledBack : ReleaseState.Superseded } }
        : record;
}
