using Pipeline.Errors;
using Pipeline.ObjectStorage;
using Pipeline.ObjectStorage.Credentials;

namespace Pipeline.Components.Files;

/// <summary>
/// How one side of a move is reached: environment variables <c>MOVE_FROM_…</c> and <c>MOVE_TO_…</c>. Without them the environment's own identity is
/// taken. Credentials come neither on the command line, which every user of the machine can read, nor in the URI.
/// </summary>
/// <param name="side"><c>FROM</c> or <c>TO</c>.</param>
/// <param name="read">Reads an environment variable.</param>
internal sealed class StoreVariables(string side, Func<string, string?> read)
{
    private readonly List<string> _mistakes = [];

    /// <summary>The store at a URI.</summary>
    /// <exception cref="PipelineException">PIPE2040, with every mistake; no variable's value.</exception>
    public (ObjectStoreLocation Location, ObjectStoreOptions Options) Read(string? uri)
    {
        if (!ObjectStoreLocation.TryParse(uri, out var location, out var error))
            throw Refused([$"--{side.ToLowerInvariant()}: {error}"]);
        var options = new ObjectStoreOptions
        {
            Endpoint = Endpoint(),
            Region = Value("REGION"),
            KmsKeyId = Value("KMS_KEY_ID"),
            Credentials = location.Kind switch
            {
                ObjectStoreKind.AzureBlob => Azure(),
                ObjectStoreKind.LocalDisk => null,
                _ => AccessKey(),
            },
        };
        return _mistakes.Count == 0 ? (location, options) : throw Refused(_mistakes);
    }

    private AccessKeyCredentials? AccessKey() => (Value("ACCESS_KEY_ID"), Value("SECRET_ACCESS_KEY")) switch
    {
        (null, null) => null,
        ({ } id, { } secret) => new AccessKeyCredentials(id, secret, Value("SESSION_TOKEN")),
        (null, _) => Mistake<AccessKeyCredentials>($"{Name("SECRET_ACCESS_KEY")} is set and {Name("ACCESS_KEY_ID")} isn't. Set both, or neither."),
        _ => Mistake<AccessKeyCredentials>($"{Name("ACCESS_KEY_ID")} is set and {Name("SECRET_ACCESS_KEY")} isn't. Set both, or neither."),
    };

    private ObjectStoreCredentials? Azure() => (Value("ACCOUNT_KEY"), Value("CONNECTION_STRING")) switch
    {
        (null, null) => null,
        ({ } key, null) => new AzureAccountKey(key),
        (null, { } text) => new AzureConnectionString(text),
        _ => Mistake<ObjectStoreCredentials>($"{Name("ACCOUNT_KEY")} and {Name("CONNECTION_STRING")} are both set. Set one."),
    };

    private Uri? Endpoint()
    {
        if (Value("ENDPOINT") is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https" && endpoint.UserInfo.Length == 0
            ? endpoint
            : Mistake<Uri>($"{Name("ENDPOINT")} is no http or https URL without credentials.");
    }

    private string? Value(string name) => read(Name(name)) is { Length: > 0 } value ? value : null;

    private string Name(string name) => $"MOVE_{side}_{name}";

    private T? Mistake<T>(string mistake)
        where T : class
    {
        _mistakes.Add(mistake);
        return null;
    }

    private static PipelineException Refused(IEnumerable<string> mistakes) => new(FileErrors.InvalidStore, string.Join(" ", mistakes)) { ExitCode = 2 };
}
