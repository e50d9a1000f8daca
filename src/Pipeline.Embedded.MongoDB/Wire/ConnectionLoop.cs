using System.Net.Sockets;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Wire;

/// <summary>One client: its messages, one after the other, each with its reply.</summary>
internal sealed class ConnectionLoop(Socket socket, ClientConnection connection, ServerContext server)
{
    private int _replies;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            socket.NoDelay = true;
            var network = new NetworkStream(socket, ownsSocket: true);
            await using (network.ConfigureAwait(false))
            {
                var buffered = new BufferedStream(network, 64 * 1024);
                while (await MessageReader.ReadAsync(buffered, cancellationToken).ConfigureAwait(false) is { } request)
                    await AnswerAsync(request, network, gone).ConfigureAwait(false);
            }
        }
        catch (ProtocolException exception)
        {
            server.Log($"Connection {connection.Id} from {connection.Remote} is closed. {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ConnectionClosedException or ObjectDisposedException)
        {
            // The client went away, the server stops, or a fail point closes the connection.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            server.Log($"Connection {connection.Id} from {connection.Remote} is closed. {exception}");
        }
    }

    private async Task AnswerAsync(Request request, NetworkStream network, CancellationTokenSource gone)
    {
        var reply = request.Error is { } error ? Refusal(error) : await RunAsync(request, gone).ConfigureAwait(false);
        if (!request.IsUnacknowledged)
            await network.WriteAsync(Message(request, reply), gone.Token).ConfigureAwait(false);
    }

    private async Task<BsonDocument> RunAsync(Request request, CancellationTokenSource gone)
    {
        var running = server.Dispatcher.RunAsync(connection, request.Body, request.Sequences, gone.Token);
        if (!running.IsCompleted)
            await WatchAsync(running, gone).ConfigureAwait(false);
        return await running.ConfigureAwait(false);
    }

    private byte[] Message(Request request, BsonDocument reply)
    {
        try
        {
            return MessageWriter.Write(request, reply, ++_replies);
        }
        catch (CommandException exception)
        {
            return MessageWriter.Write(request, Refusal(exception), ++_replies);
        }
        catch (Exception exception) when (exception is BsonException or FormatException)
        {
            server.Log($"A reply can't be written: {exception}");
            return MessageWriter.Write(request, Refusal(new CommandException(ServerError.InternalError, exception.Message)), ++_replies);
        }
    }

    private BsonDocument Refusal(CommandException exception)
    {
        var reply = ErrorReply.Of(exception);
        ClusterTimes.Add(reply, server.Store.Clock, request: null, body: []);
        return reply;
    }

    /// <summary>A client that goes away while its command waits needs no answer, and its command no longer runs.</summary>
    private async Task WatchAsync(Task<BsonDocument> running, CancellationTokenSource gone)
    {
        while (await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(250), gone.Token)).ConfigureAwait(false) != running)
        {
            if (socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0)
                await gone.CancelAsync().ConfigureAwait(false);
            if (gone.IsCancellationRequested)
                return;
        }
    }
}
