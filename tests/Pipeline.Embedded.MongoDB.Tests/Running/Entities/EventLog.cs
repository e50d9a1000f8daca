using MongoDB.Bson;
using MongoDB.Driver.Core.Configuration;
using MongoDB.Driver.Core.Events;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Entities;

/// <summary>The events of one client, from its creation until the test's operations are done.</summary>
internal sealed class EventLog(IReadOnlySet<string> observed, IReadOnlySet<string> ignoredCommands, bool observeSensitive)
{
    private static readonly HashSet<string> Sensitive = new(StringComparer.OrdinalIgnoreCase)
    {
        "authenticate", "saslStart", "saslContinue", "getnonce", "createUser", "updateUser", "copydbgetnonce", "copydbsaslstart", "copydb",
    };

    private readonly Lock gate = new();
    private readonly List<ObservedEvent> events = [];
    private readonly HashSet<int> ignoredRequests = [];
    private int checkedOut;
    private bool stopped;

    public int ConnectionsCheckedOut => Volatile.Read(ref checkedOut);

    public IReadOnlyList<ObservedEvent> Events
    {
        get
        {
            lock (gate)
                return [.. events];
        }
    }

    public void Stop()
    {
        lock (gate)
            stopped = true;
    }

    public void Subscribe(ClusterBuilder builder)
    {
        builder.Subscribe<CommandStartedEvent>(x => Started(x));
        builder.Subscribe<CommandSucceededEvent>(x => Ended("commandSucceededEvent", x.RequestId, x.CommandName, new BsonDocument
        {
            { "reply", Copy(x.Reply) }, { "commandName", x.CommandName }, { "databaseName", x.DatabaseNamespace?.DatabaseName ?? "" },
            { "hasServiceId", x.ServiceId is not null }, { "hasServerConnectionId", x.ConnectionId?.LongServerValue > 0 },
        }));
        builder.Subscribe<CommandFailedEvent>(x => Ended("commandFailedEvent", x.RequestId, x.CommandName, new BsonDocument
        {
            { "commandName", x.CommandName }, { "databaseName", x.DatabaseNamespace?.DatabaseName ?? "" },
            { "hasServiceId", x.ServiceId is not null }, { "hasServerConnectionId", x.ConnectionId?.LongServerValue > 0 },
        }));
        builder.Subscribe<ConnectionPoolCheckedOutConnectionEvent>(_ => Interlocked.Increment(ref checkedOut));
        builder.Subscribe<ConnectionPoolCheckedInConnectionEvent>(_ => Interlocked.Decrement(ref checkedOut));
        PoolEvents.Subscribe(builder, (name, fields) => Add(name, EventKind.Cmap, fields));
        TopologyEvents.Subscribe(builder, (name, fields) => Add(name, EventKind.Sdam, fields));
    }

    private void Started(CommandStartedEvent started)
    {
        if (IsIgnored(started))
        {
            lock (gate)
                ignoredRequests.Add(started.RequestId);
            return;
        }

        Add("commandStartedEvent", EventKind.Command, new BsonDocument
        {
            { "command", Copy(started.Command) }, { "commandName", started.CommandName }, { "databaseName", started.DatabaseNamespace.DatabaseName },
            { "hasServiceId", started.ServiceId is not null }, { "hasServerConnectionId", started.ConnectionId?.LongServerValue > 0 },
        });
    }

    private void Ended(string name, int request, string command, BsonDocument fields)
    {
        lock (gate)
        {
            if (ignoredRequests.Remove(request))
                return;
        }

        if (!IsIgnored(command))
            Add(name, EventKind.Command, fields);
    }

    private bool IsIgnored(string command) =>
        command == "configureFailPoint" || ignoredCommands.Contains(command) || (!observeSensitive && Sensitive.Contains(command));

    /// <summary>The driver also tells of its own handshakes; a redacted one is an empty document, another has the driver's own fields.</summary>
    private bool IsIgnored(CommandStartedEvent started) => IsIgnored(started.CommandName)
        || (started.CommandName is "hello" or "isMaster" or "ismaster"
            && (started.Command.ElementCount == 0 || started.Command.Contains("client") || started.Command.Contains("helloOk") || started.Command.Contains("topologyVersion")));

    private void Add(string name, EventKind kind, BsonDocument fields)
    {
        lock (gate)
        {
            if (!stopped && observed.Contains(name))
                events.Add(new ObservedEvent(name, kind, fields));
        }
    }

    // The driver's documents are views of a buffer that is reused once the event has been told.
    private static BsonDocument Copy(BsonDocument document)
    {
        var copy = new BsonDocument();
        foreach (var element in document)
            copy.Add(element.Name, Copy(element.Value));
        return copy;
    }

    private static BsonValue Copy(BsonValue value) => value switch
    {
        BsonDocument document => Copy(document),
        BsonArray array => new BsonArray(array.Select(Copy)),
        _ => value,
    };
}
