using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Sessions.Commands;

/// <summary>The end of a session, with what runs in it.</summary>
internal static class SessionEnd
{
    /// <param name="server">The server.</param>
    /// <param name="session">Which session.</param>
    /// <param name="asking">The command that asks for it, which goes on.</param>
    /// <param name="cancellationToken">Ends the waiting for writers.</param>
    public static async Task EndAsync(ServerContext server, LogicalSession session, BsonDocument asking, CancellationToken cancellationToken)
    {
        foreach (var operation in server.Operations.Running)
        {
            if (!ReferenceEquals(operation.Body, asking) && operation.Body.TryGetValue("lsid", out var lsid) && lsid == session.Id)
                operation.Kill();
        }

        server.Cursors.KillOf(session);
        await server.Sessions.EndAsync(session, cancellationToken).ConfigureAwait(false);
    }
}
