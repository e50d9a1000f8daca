using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Faults;

/// <summary>Failures on request, as tests of clients use them.</summary>
internal sealed class FailPoints
{
    public const string FailCommand = "failCommand";

    /// <summary>Fails <c>getMore</c> once it has its cursor, which stays open.</summary>
    public const string FailGetMore = "failGetMoreAfterCursorCheckout";

    private static readonly HashSet<string> s_exempt = ["configureFailPoint"];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, FailPoint?> _points = new(StringComparer.Ordinal) { [FailCommand] = null, [FailGetMore] = null };

    /// <summary>Turns it on, off, or to another mode.</summary>
    /// <returns>How often it acted before.</returns>
    public long Configure(string name, BsonValue mode, BsonDocument data)
    {
        if (name is not (FailCommand or FailGetMore))
            throw new CommandException(ServerError.FailPointSetFailed, $"failpoint not found: {name}");

        var next = FailPoint.Parse(mode, data);
        lock (_lock)
        {
            var count = _points[name]?.TimesEntered ?? 0;
            _points[name] = next;
            return count;
        }
    }

    /// <exception cref="CommandException">The error of <see cref="FailGetMore"/>.</exception>
    public void MeetGetMore()
    {
        BsonDocument data;
        lock (_lock)
        {
            if (_points[FailGetMore] is not { } point || !point.Enter())
                return;
            data = point.Data;
        }

        if (data.GetValue("closeConnection", false).ToBoolean())
            throw new ConnectionClosedException();
        throw new CommandException(data.GetValue("errorCode", (int)ServerError.InternalError).ToInt32(), $"Hit {FailGetMore} fail point");
    }

    /// <returns>What is left to be done to the reply, or <see langword="null"/>.</returns>
    /// <exception cref="CommandException">The error that the fail point answers with.</exception>
    /// <exception cref="ConnectionClosedException">It closes the connection.</exception>
    public async Task<FailPointEffect?> MeetAsync(Command command, ClientConnection connection, BsonDocument body, CancellationToken cancellationToken)
    {
        BsonDocument data;
        lock (_lock)
        {
            if (_points[FailCommand] is not { } point || s_exempt.Contains(command.Name) || !Concerns(point.Data, body.GetElement(0).Name, command, connection, body) || !point.Enter())
                return null;
            data = point.Data;
        }

        if (data.GetValue("blockConnection", false).ToBoolean())
            await Task.Delay(TimeSpan.FromMilliseconds(data.GetValue("blockTimeMS", 0).ToDouble()), cancellationToken).ConfigureAwait(false);
        if (data.GetValue("closeConnection", false).ToBoolean())
            throw new ConnectionClosedException();

        var labels = data.TryGetValue("errorLabels", out var given) ? given.AsBsonArray : null;
        if (data.TryGetValue("errorCode", out var code))
        {
            throw new CommandException(code.ToInt32(), "Failing command via 'failCommand' failpoint")
            {
                Details = data.TryGetValue("errorExtraInfo", out var extra) ? extra.AsBsonDocument : null,
                Labels = [.. labels?.Select(x => x.AsString) ?? []],
                HasOnlyItsLabels = labels is not null,
            };
        }

        var concernError = data.TryGetValue("writeConcernError", out var concern) ? concern.AsBsonDocument : null;
        if (concernError is not null && concernError.TryGetValue("errorLabels", out var concernLabels))
        {
            labels ??= concernLabels.AsBsonArray;
            concernError = new BsonDocument(concernError.Where(x => x.Name != "errorLabels"));
        }

        return concernError is null && labels is null ? null : new FailPointEffect(concernError, labels);
    }

    private static bool Concerns(BsonDocument data, string name, Command command, ClientConnection connection, BsonDocument body)
    {
        if (data.TryGetValue("appName", out var application) && application.AsString != connection.ApplicationName)
            return false;
        if (data.TryGetValue("namespace", out var ns) && ns.AsString != $"{body.GetValue("$db", "")}.{body.GetElement(0).Value}")
            return false;
        if (data.GetValue("failAllCommands", false).ToBoolean())
            return true;
        return data.TryGetValue("failCommands", out var names) && names.AsBsonArray.Any(x => x == name || x == command.Name);
    }
}
