using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Faults;

/// <summary>Failures on request: MongoDB's <c>failCommand</c>, as tests of clients use it.</summary>
internal sealed class FailPoints
{
    public const string FailCommand = "failCommand";

    private static readonly HashSet<string> s_exempt = ["configureFailPoint"];

    private readonly Lock _lock = new();
    private FailPoint? _failCommand;

    /// <summary>Turns it on, off, or to another mode.</summary>
    /// <returns>How often it acted before.</returns>
    public long Configure(string name, BsonValue mode, BsonDocument data)
    {
        if (name != FailCommand)
            throw new CommandException(ServerError.FailPointSetFailed, $"failpoint not found: {name}");

        var next = FailPoint.Parse(mode, data);
        lock (_lock)
        {
            var count = _failCommand?.TimesEntered ?? 0;
            _failCommand = next;
            return count;
        }
    }

    /// <returns>What is left to be done to the reply, or <see langword="null"/>.</returns>
    /// <exception cref="CommandException">The error that the fail point answers with.</exception>
    /// <exception cref="ConnectionClosedException">It closes the connection.</exception>
    public async Task<FailPointEffect?> MeetAsync(Command command, ClientConnection connection, BsonDocument body, CancellationToken cancellationToken)
    {
        BsonDocument data;
        lock (_lock)
        {
            if (_failCommand is null || s_exempt.Contains(command.Name) || !Concerns(_failCommand.Data, body.GetElement(0).Name, command, connection, body) || !_failCommand.Enter())
                return null;
            data = _failCommand.Data;
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
