using MongoDB.Bson;
using MongoDB.Driver.Core.Configuration;
using MongoDB.Driver.Core.Events;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Entities;

/// <summary>The driver's connection pool events under the names of the CMAP specification.</summary>
internal static class PoolEvents
{
    public static void Subscribe(ClusterBuilder builder, Action<string, BsonDocument> add)
    {
        builder.Subscribe<ConnectionPoolOpenedEvent>(_ => add("poolCreatedEvent", []));
        builder.Subscribe<ConnectionPoolReadyEvent>(_ => add("poolReadyEvent", []));
        builder.Subscribe<ConnectionPoolClearedEvent>(x => add("poolClearedEvent", new BsonDocument { { "hasServiceId", x.ServiceId is not null }, { "interruptInUseConnections", x.CloseInUseConnections } }));
        builder.Subscribe<ConnectionPoolClosedEvent>(_ => add("poolClosedEvent", []));
        builder.Subscribe<ConnectionCreatedEvent>(_ => add("connectionCreatedEvent", []));
        builder.Subscribe<ConnectionOpenedEvent>(_ => add("connectionReadyEvent", []));
        builder.Subscribe<ConnectionClosedEvent>(_ => add("connectionClosedEvent", []));
        builder.Subscribe<ConnectionPoolCheckingOutConnectionEvent>(_ => add("connectionCheckOutStartedEvent", []));
        builder.Subscribe<ConnectionPoolCheckingOutConnectionFailedEvent>(x => add("connectionCheckOutFailedEvent", new BsonDocument("reason", Reason(x.Reason))));
        builder.Subscribe<ConnectionPoolCheckedOutConnectionEvent>(_ => add("connectionCheckedOutEvent", []));
        builder.Subscribe<ConnectionPoolCheckedInConnectionEvent>(_ => add("connectionCheckedInEvent", []));
    }

    private static string Reason(ConnectionCheckOutFailedReason reason) => reason switch
    {
        ConnectionCheckOutFailedReason.PoolClosed => "poolClosed",
        ConnectionCheckOutFailedReason.Timeout => "timeout",
        _ => "connectionError",
    };
}
