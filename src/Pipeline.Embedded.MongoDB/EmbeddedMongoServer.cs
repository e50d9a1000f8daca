using System.Net;
using System.Net.Sockets;
using Pipeline.Embedded.MongoDB.Access;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Diagnostics;
using Pipeline.Embedded.MongoDB.Expiry;
using Pipeline.Embedded.MongoDB.Operations;
using Pipeline.Embedded.MongoDB.Sessions;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Wire;
using Pipeline.Errors;

namespace Pipeline.Embedded.MongoDB;

/// <summary>
/// A server that speaks MongoDB's wire protocol on 127.0.0.1, as the primary of a replica set of one: for development, tests and
/// rehearsals. It is not for production data.
/// </summary>
public sealed class EmbeddedMongoServer : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly ServerContext _context;
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _connections = [];
    private readonly Lock _lock = new();
    private readonly Task _accepting;
    private readonly Task _housekeeping;
    private int _lastConnection;
    private int _isDisposed;

    private EmbeddedMongoServer(Socket listener, ServerContext context)
    {
        _listener = listener;
        _context = context;
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        context.Address = $"127.0.0.1:{Port}";
        _accepting = AcceptAsync();
        _housekeeping = new Housekeeping(context).RunAsync(_stopping.Token);
    }

    /// <summary>The port that is listened on.</summary>
    public int Port { get; }

    /// <summary>For clients: <c>mongodb://127.0.0.1:PORT/?replicaSet=…</c>, without a user.</summary>
    public string ConnectionString => $"mongodb://127.0.0.1:{Port}/?replicaSet={Uri.EscapeDataString(_context.Options.ReplicaSetName)}";

    /// <summary>Starts a server.</summary>
    /// <exception cref="PipelineException">The directory or the port can't be had, or the data is damaged: see <see cref="EmbeddedMongoErrors"/>.</exception>
    public static async Task<EmbeddedMongoServer> StartAsync(EmbeddedMongoServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmbeddedMongoServerOptions();
        cancellationToken.ThrowIfCancellationRequested();
        var listener = Listen(options.Port);
        try
        {
            var store = Store.Open(
                new StoreOptions { DataDirectory = options.DataDirectory, Sync = options.Sync, OplogBytes = options.OplogMebibytes * 1024L * 1024 },
                options.Time);
            var context = Context(options, store);
            await context.Access.EnsureFirstUserAsync(context, cancellationToken).ConfigureAwait(false);
            var server = new EmbeddedMongoServer(listener, context);
            context.Log($"Embedded MongoDB-compatible server on {context.Address}, {(options.DataDirectory is { } directory ? $"data in {directory}" : "data in memory")}. For development and tests: not for production data.");
            return server;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Closes all connections, ends what runs, and writes what has to be written.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;

        await _stopping.CancelAsync().ConfigureAwait(false);
        _context.WriteLock.Dispose();
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        await _housekeeping.ConfigureAwait(false);
        Task[] connections;
        lock (_lock)
            connections = [.. _connections];
        await Task.WhenAll(connections).ConfigureAwait(false);
        await _context.Store.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
        _context.Log($"Embedded MongoDB-compatible server on {_context.Address} has stopped.");
    }

    private static Socket Listen(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (!OperatingSystem.IsWindows())
                listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen(512);
            return listener;
        }
        catch (SocketException exception)
        {
            listener.Dispose();
            throw new PipelineException(EmbeddedMongoErrors.PortInUse, $"Port {port} on 127.0.0.1 can't be listened on: {exception.Message}", exception);
        }
    }

    private static ServerContext Context(EmbeddedMongoServerOptions options, Store store)
    {
        var parameters = new ServerParameters(options);
        var context = new ServerContext
        {
            Options = options,
            Store = store,
            Sessions = new SessionCatalog(store, options.Time, parameters),
            Cursors = new CursorRegistry(options.Time),
            Operations = new OperationRegistry(options.Time),
            Parameters = parameters,
            WriteLock = new WriteLock(store),
            Access = new AccessControl(options.RequiresAuthentication),
            Time = options.Time,
            StartedAt = options.Time.GetUtcNow().UtcDateTime,
        };
        SessionHistory.Restore(context.Sessions, store.Current);
        context.Dispatcher = new CommandDispatcher(context, CommandCatalog.All);
        return context;
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
                Serve(socket);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException exception)
            {
                _context.Log($"A connection could not be accepted: {exception.Message}");
            }
        }
    }

    private void Serve(Socket socket)
    {
        var connection = new ClientConnection(++_lastConnection, socket.RemoteEndPoint?.ToString() ?? "");
        var serving = Task.Run(() => new ConnectionLoop(socket, connection, _context).RunAsync(_stopping.Token));
        _context.Connections.Opened();
        lock (_lock)
            _connections.Add(serving);
        _ = ForgetAsync(serving);
    }

    private async Task ForgetAsync(Task serving)
    {
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _context.Connections.Closed();
        lock (_lock)
            _connections.Remove(serving);
    }
}
