using System.Security.Cryptography;
using System.Text;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Access.Scram;

/// <summary>The server's side of one authentication: the client's first message, its proof, and an empty exchange if the client wants one.</summary>
internal sealed class ScramConversation(ScramMechanism mechanism, string database, bool skipsEmptyExchange)
{
    private string _clientFirst = "";
    private string _serverFirst = "";
    private string _nonce = "";
    private ScramCredential? _credential;
    private bool _isProven;

    /// <summary>MongoDB has one conversation on a connection at a time.</summary>
    public const int Id = 1;

    public string Database => database;

    public string UserName { get; private set; } = "";

    public bool IsDone { get; private set; }

    /// <param name="payload"><c>n,,n=user,r=nonce</c>.</param>
    /// <param name="credentialOf">What is kept of a user's password, by the user's name.</param>
    public byte[] Start(byte[] payload, Func<string, ScramCredential?> credentialOf)
    {
        var message = Text(payload);
        if (!message.StartsWith("n,", StringComparison.Ordinal) || message.IndexOf(',', 2) is var end && end < 0)
            throw Malformed("the first message has no GS2 header, or asks for channel binding");
        _clientFirst = message[(end + 1)..];
        var attributes = Attributes(_clientFirst);
        if (!attributes.TryGetValue('n', out var name) || !attributes.TryGetValue('r', out var nonce) || nonce.Length == 0)
            throw Malformed("the first message has no name or no nonce");

        UserName = name.Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        _credential = credentialOf(UserName) ?? throw Failed();
        _nonce = nonce + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));
        _serverFirst = $"r={_nonce},s={Convert.ToBase64String(_credential.Salt)},i={_credential.Iterations}";
        return Encoding.UTF8.GetBytes(_serverFirst);
    }

    public byte[] Continue(byte[] payload)
    {
        if (_isProven)
        {
            IsDone = payload.Length == 0 ? true : throw Malformed("the last message is not empty");
            return [];
        }

        var reply = Encoding.UTF8.GetBytes("v=" + Convert.ToBase64String(Prove(Text(payload))));
        _isProven = true;
        IsDone = skipsEmptyExchange;
        return reply;
    }

    /// <returns>The server's signature, by which the client knows that it knows the password too.</returns>
    private byte[] Prove(string message)
    {
        var attributes = Attributes(message);
        if (_credential is null || attributes.GetValueOrDefault('r') != _nonce || !attributes.TryGetValue('p', out var encoded) || message.LastIndexOf(",p=", StringComparison.Ordinal) is var end && end < 0)
            throw Malformed("the proof is missing, or of another nonce");

        var proof = new byte[mechanism.HashBytes];
        if (!Convert.TryFromBase64String(encoded, proof, out var length) || length != proof.Length)
            throw Malformed("the proof is not base64 of a hash");
        var all = $"{_clientFirst},{_serverFirst},{message[..end]}";
        var key = mechanism.Authenticate(_credential.StoredKey, all);
        for (var i = 0; i < key.Length; i++)
            key[i] ^= proof[i];
        return CryptographicOperations.FixedTimeEquals(mechanism.Digest(key), _credential.StoredKey)
            ? mechanism.Authenticate(_credential.ServerKey, all)
            : throw Failed();
    }

    private static Dictionary<char, string> Attributes(string message)
    {
        var attributes = new Dictionary<char, string>();
        foreach (var part in message.Split(','))
        {
            if (part is [var name, '=', ..])
                attributes[name] = part[2..];
        }

        return attributes;
    }

    private static string Text(byte[] payload) => Encoding.UTF8.GetString(payload);

    private static CommandException Malformed(string what) => new(ServerError.BadValue, $"Incorrect SCRAM conversation: {what}");

    public static CommandException Failed() => new(ServerError.AuthenticationFailed, "Authentication failed.");
}
