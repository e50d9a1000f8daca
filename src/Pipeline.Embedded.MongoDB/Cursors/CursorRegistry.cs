using System.Collections.Concurrent;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Sessions;

namespace Pipeline.Embedded.MongoDB.Cursors;

/// <summary>The cursors that are open.</summary>
internal sealed class CursorRegistry(TimeProvider time)
{
    /// <summary>MongoDB's <c>cursorTimeoutMillis</c>.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<long, ServerCursor> _cursors = new();

    public int Count => _cursors.Count;

    public void Register(ServerCursor cursor)
    {
        do
            cursor.Id = Random.Shared.NextInt64(1, long.MaxValue);
        while (!_cursors.TryAdd(cursor.Id, cursor));
        cursor.LastUse = time.GetUtcNow().UtcDateTime;
    }

    /// <exception cref="CommandException">CursorNotFound.</exception>
    public ServerCursor Get(long id) => _cursors.TryGetValue(id, out var cursor)
        ? cursor
        : throw new CommandException(ServerError.CursorNotFound, $"cursor id {id} not found");

    public bool IsChangeStream(long id) => !_cursors.TryGetValue(id, out var cursor) || cursor.IsChangeStream;

    public bool Kill(long id)
    {
        if (!_cursors.TryRemove(id, out var cursor))
            return false;
        cursor.Dispose();
        return true;
    }

    public void KillAll(Func<ServerCursor, bool> which)
    {
        foreach (var cursor in _cursors.Values.Where(which).ToArray())
            Kill(cursor.Id);
    }

    public void KillOf(LogicalSession session) => KillAll(x => x.Session == session);

    /// <summary>Closes those that nobody has asked for ten minutes.</summary>
    public void Reap()
    {
        var now = time.GetUtcNow().UtcDateTime;
        KillAll(x => !x.HasNoTimeout && x.Session is null && now - x.LastUse > s_timeout);
    }
}
