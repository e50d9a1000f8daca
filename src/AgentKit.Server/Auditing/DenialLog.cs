using System.Diagnostics;
using System.Globalization;
using AgentKit.Server.Json;
using AgentKit.Server.Organizations;
using MongoDB.Bson;

namespace AgentKit.Server.Auditing;

/// <summary>
/// Writes denials to the audit log, where nobody can fill it with them: the first of a kind at once, those that follow are counted and written as one
/// entry when <see cref="Interval"/> has passed, or the service stops. That it can't be written denies no less.
/// </summary>
internal sealed partial class DenialLog(ServiceDatabase database, TimeProvider time, ILogger<DenialLog> logger) : BackgroundService
{
    /// <summary>At most one entry of a kind is written in this time.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>The most kinds that are told apart at one time.</summary>
    public const int MostKinds = 1000;

    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(5);

    private readonly Lock counting = new();
    private readonly Dictionary<Denial, Count> counts = [];

    public async Task WriteAsync(Denial denial)
    {
        if (IsFirst(ref denial))
            await InsertAsync(denial, 1);
    }

    /// <summary>Writes what was counted since the last entry of its kind.</summary>
    /// <param name="isLast">Whether no entry comes after; otherwise only that is written whose time has come.</param>
    public async Task WriteCountedAsync(bool isLast)
    {
        foreach (var (denial, times) in Due(isLast))
            await InsertAsync(denial, times);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteCountedAsync(isLast: true).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval / 10, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WriteCountedAsync(isLast: false);
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    /// <summary>Whether an entry is to be written now; otherwise it was counted. More kinds than are told apart become one.</summary>
    private bool IsFirst(ref Denial denial)
    {
        var now = time.GetUtcNow();
        lock (counting)
        {
            if (!counts.ContainsKey(denial) && counts.Count >= MostKinds)
                denial = new Denial { Action = denial.Action, ResourceType = "several", ResourceId = "several" };
            if (counts.TryGetValue(denial, out var count))
            {
                count.Times++;
                return false;
            }

            counts.Add(denial, new Count { WrittenAt = now });
            return true;
        }
    }

    private List<(Denial Denial, long Times)> Due(bool isLast)
    {
        var now = time.GetUtcNow();
        lock (counting)
        {
            var due = counts.Where(x => isLast || now - x.Value.WrittenAt >= Interval).Select(x => (x.Key, x.Value.Times)).ToList();
            foreach (var (denial, times) in due)
            {
                if (times == 0)
                    counts.Remove(denial);
                else
                    counts[denial] = new Count { WrittenAt = now };
            }

            due.RemoveAll(x => x.Times == 0);
            return due;
        }
    }

    private async Task InsertAsync(Denial denial, long times)
    {
        using var bounded = new CancellationTokenSource(LongestWrite, time);
        try
        {
            await database.Of(denial.OrganizationId).Collection<AuditRecord>(AuditLog.CollectionName).InsertAsync(Record(denial, times), bounded.Token);
        }
        catch (Exception error)
        {
            LogNotWritten(logger, denial.Action, error);
            lock (counting)
            {
                if (counts.TryGetValue(denial, out var count))
                    count.Times += times;
            }
        }
    }

    private AuditRecord Record(Denial denial, long times)
    {
        var details = new Dictionary<string, string> { ["times"] = times.ToString(CultureInfo.InvariantCulture) };
        if (denial.Reason is { } reason)
            details["reason"] = reason;
        return new AuditRecord
        {
            Id = ObjectId.GenerateNewId(),
            OrganizationId = denial.OrganizationId,
            At = time.GetUtcNow().ToMilliseconds(),
            Subject = denial.Subject,
            Action = denial.Action,
            ResourceType = denial.ResourceType,
            ResourceId = denial.ResourceId,
            TraceId = Activity.Current?.TraceId.ToHexString() ?? "",
            Details = details,
        };
    }

    [LoggerMessage(40, LogLevel.Error, "A denial ({Action}) could not be written to the audit log yet.")]
    private static partial void LogNotWritten(ILogger logger, string action, Exception error);

    private sealed class Count
    {
        public required DateTimeOffset WrittenAt { get; init; }

        public long Times { get; set; }
    }
}
